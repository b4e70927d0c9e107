using System.Buffers;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MeshControl.Grpc.Server;

/// <summary>Maps gRPC methods to handlers; every other gRPC path of the host answers UNIMPLEMENTED.</summary>
public static class GrpcEndpoints
{
    /// <summary>One request, one response. The handler throws <see cref="GrpcStatusException"/> for any status but OK.</summary>
    public static IEndpointConventionBuilder MapGrpcUnary<TRequest>(
        this IEndpointRouteBuilder endpoints, GrpcMethod<TRequest> method, Func<TRequest, GrpcCall, ValueTask<IMessage>> handler)
        where TRequest : IMessage<TRequest>
    {
        return Map(endpoints, method.Path, isStream: false, (call, stream) => UnaryHandler.RunAsync(call, stream, method.Parser.ParseFrom, handler));
    }

    /// <summary>Streams in both directions until the handler returns (OK), throws, or the client is gone.</summary>
    public static IEndpointConventionBuilder MapGrpcDuplex<TRequest>(
        this IEndpointRouteBuilder endpoints, GrpcMethod<TRequest> method, Func<GrpcDuplex<TRequest>, Task> handler)
        where TRequest : IMessage<TRequest>
    {
        return MapGrpcDuplex(endpoints, method.Service, method.Name, method.Parser.ParseFrom, handler);
    }

    /// <summary>As above with a decoder of one's own. Its bytes are valid only during the call, and it throws
    /// <see cref="InvalidProtocolBufferException"/> (INTERNAL) or <see cref="GrpcStatusException"/> for a bad message.</summary>
    public static IEndpointConventionBuilder MapGrpcDuplex<TRequest>(
        this IEndpointRouteBuilder endpoints, string service, string name, Func<ReadOnlySequence<byte>, TRequest> decode, Func<GrpcDuplex<TRequest>, Task> handler)
    {
        return Map(endpoints, $"/{service}/{name}", isStream: true, (call, stream) => handler(new GrpcDuplex<TRequest>(call, stream, decode)));
    }

    private static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder endpoints, string path, bool isStream, Func<GrpcCall, ServerStream, Task> handler)
    {
        UnimplementedEndpoint.MapOnce(endpoints);
        var runner = endpoints.ServiceProvider.GetRequiredService<CallRunner>();
        RequestDelegate run = http => runner.RunAsync(http, path, isStream, handler);
        return endpoints.Map(path, run).WithDisplayName($"gRPC {path}").DisableRequestTimeout();
    }
}
