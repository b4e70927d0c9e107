using System.Buffers;
using System.Net;
using Envoy.Config.Core.V3;
using Google.Protobuf;
using MeshControl.Grpc;
using MeshControl.Grpc.Server;
using MeshControl.Xds.Pushing;
using MeshControl.Xds.Requests;
using Microsoft.Extensions.Logging;

namespace MeshControl.Xds.Sessions;

/// <summary>envoy.service.discovery.v3.AggregatedDiscoveryService: lets streams in and runs a session for each.</summary>
public sealed class AdsService
{
    private const int MaxNodeBytes = 1024 * 1024;
    private readonly IProxyConfigSource _source;
    private readonly ISecretSource _secrets;
    private readonly IStreamAuthenticator? _authenticator;
    private readonly AdsSessionContext _context;
    private readonly AdsSessions _sessions;
    private long _counter;

    public AdsService(
        IProxyConfigSource source, ISecretSource secrets, AdsSessions sessions, AdsOptions options, TimeProvider clock, ILogger<AdsService> log,
        IStreamAuthenticator? authenticator = null)
    {
        _source = source;
        _secrets = secrets;
        _sessions = sessions;
        _authenticator = authenticator;
        _context = new AdsSessionContext(options, new ResponseBodyCache(), sessions.Metrics, clock, log);
    }

    /// <summary>Serves a StreamAggregatedResources or DeltaAggregatedResources call.</summary>
    /// <exception cref="GrpcStatusException">UNAVAILABLE before the first complete configuration, INVALID_ARGUMENT for a bad first request.</exception>
    public async Task HandleAsync(GrpcDuplex<byte[]> duplex, bool isDelta)
    {
        if (!_source.IsReady)
        {
            throw new GrpcStatusException(GrpcStatusCode.Unavailable, "not ready: the configuration has not been read completely yet");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(duplex.Call.Aborted);
        await using var requests = duplex.ReadAllAsync(stop.Token).GetAsyncEnumerator(CancellationToken.None);
        if (!await requests.MoveNextAsync())
        {
            return;
        }

        var first = requests.Current;
        using var session = await OpenAsync(duplex.Call, ReadNode(first, isDelta), isDelta, stop.Token);
        _sessions.Add(session);
        Log.StreamOpened(_context.Log, session.ConnectionId, session.Peer, isDelta, session.Client.Version);
        try
        {
            await session.RunAsync(first, requests, duplex, stop);
        }
        finally
        {
            _sessions.Remove(session);
            Log.StreamClosed(_context.Log, session.ConnectionId);
        }
    }

    /// <summary>Copies a message out of the transport's memory: names can only be resolved once the stream's proxy is known.</summary>
    internal static byte[] Decode(ReadOnlySequence<byte> message) => message.ToArray();

    private static Node ReadNode(byte[] request, bool isDelta)
    {
        var bytes = AdsRequestReader.FindNode(request, isDelta);
        if (bytes.IsEmpty)
        {
            throw new GrpcStatusException(GrpcStatusCode.InvalidArgument, "missing node information: the first request of a stream must carry the node");
        }

        if (bytes.Length > MaxNodeBytes)
        {
            throw new GrpcStatusException(GrpcStatusCode.InvalidArgument, $"a node of {bytes.Length} bytes is above the limit of {MaxNodeBytes}");
        }

        try
        {
            return Node.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new GrpcStatusException(GrpcStatusCode.Internal, $"cannot read the node of the request: {e.Message}", e);
        }
    }

    private async ValueTask<AdsSession> OpenAsync(GrpcCall call, Node node, bool isDelta, CancellationToken cancellationToken)
    {
        var proxy = NodeReader.Read(node);
        var principal = _authenticator is null ? null : await _authenticator.AuthenticateAsync(call, proxy, cancellationToken);
        var subscription = await _source.ConnectAsync(proxy, cancellationToken);
        try
        {
            var requester = new SecretRequester(proxy, principal, call.IsEncrypted, IsLoopback(call.Peer));
            var secrets = _secrets.Open(requester);
            IAdsProtocol protocol = isDelta ? DeltaProtocol.Instance : StateOfTheWorldProtocol.Instance;
            var id = $"{node.Id}-{Interlocked.Increment(ref _counter)}";
            return new AdsSession(id, call.Peer, proxy, ClientTraits.Of(node), protocol, subscription, secrets, _context);
        }
        catch
        {
            subscription.Dispose();
            throw;
        }
    }

    private static bool IsLoopback(string peer) => IPEndPoint.TryParse(peer, out var address) && IPAddress.IsLoopback(address.Address);
}
