using Envoy.Service.Discovery.V3;
using Google.Protobuf;
using MeshControl.Fleet.Measuring;
using MeshControl.Fleet.Wire;
using MeshControl.Grpc;
using MeshControl.Grpc.Client;

namespace MeshControl.Fleet.Proxies;

/// <summary>Runs one simulated proxy over an ADS stream with a connection of its own, until cancelled.</summary>
internal static class ProxyStream
{
    private const string Service = "envoy.service.discovery.v3.AggregatedDiscoveryService";

    private static readonly GrpcMethod<DeltaDiscoveryRequest> Delta = new(Service, "DeltaAggregatedResources", DeltaDiscoveryRequest.Parser);
    private static readonly GrpcMethod<DiscoveryRequest> Whole = new(Service, "StreamAggregatedResources", DiscoveryRequest.Parser);

    public static Task RunAsync(GrpcChannel channel, Protocol protocol, SimulatedProxy proxy, ResponseReader reader, FleetProgress progress, CancellationToken cancellation) =>
        protocol == Protocol.Delta
            ? RunAsync(channel, Delta, DeltaDiscoveryResponse.Parser, proxy, reader, progress, cancellation)
            : RunAsync(channel, Whole, Envoy.Service.Discovery.V3.DiscoveryResponse.Parser, proxy, reader, progress, cancellation);

    private static async Task RunAsync<TRequest, TResponse>(
        GrpcChannel channel,
        GrpcMethod<TRequest> method,
        MessageParser<TResponse> parser,
        SimulatedProxy proxy,
        ResponseReader reader,
        FleetProgress progress,
        CancellationToken cancellation)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
    {
        try
        {
            await using var stream = await channel.OpenDuplexAsync(method, parser, cancellation);
            await proxy.StartAsync(payload => stream.WriteAsync(payload, cancellation));
            await foreach (var response in stream.ReadAllAsync(reader.Read, cancellation))
                await proxy.ReceiveAsync(response);
            progress.Lost("the server ended the stream");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The measurement is over.
        }
        catch (GrpcStatusException failure)
        {
            if (!cancellation.IsCancellationRequested)
                progress.Lost(failure.Message);
        }
    }
}
