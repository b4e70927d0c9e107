using Envoy.Config.Core.V3;
using Envoy.Service.Discovery.V3;
using Envoy.Type.V3;
using MeshControl.Generation.Output;
using MeshControl.Grpc;
using MeshControl.Grpc.Client;

namespace MeshControl.Xds.Tests.Host;

/// <summary>
/// A scripted client: it sends exactly what a test says and never answers by itself. What must not happen is shown with fences: requests
/// whose answers can only come after everything that was due before.
/// </summary>
internal sealed class AdsClient : IAsyncDisposable
{
    private const string Service = "envoy.service.discovery.v3.AggregatedDiscoveryService";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly GrpcClientDuplex<DeltaDiscoveryResponse>? _delta;
    private readonly GrpcClientDuplex<DiscoveryResponse>? _state;
    private readonly IAsyncEnumerator<AdsReply> _replies;
    private readonly List<string> _secrets = [];
    private readonly string _agent;
    private string _secretNonce = "";
    private string _secretVersion = "";
    private int _fences;

    private AdsClient(GrpcClientDuplex<DeltaDiscoveryResponse>? delta, GrpcClientDuplex<DiscoveryResponse>? state, string agent)
    {
        _delta = delta;
        _state = state;
        _agent = agent;
        _replies = delta is not null
            ? delta.ReadAllAsync(static bytes => AdsReply.Of(DeltaDiscoveryResponse.Parser.ParseFrom(bytes))).GetAsyncEnumerator()
            : state!.ReadAllAsync(static bytes => AdsReply.Of(DiscoveryResponse.Parser.ParseFrom(bytes))).GetAsyncEnumerator();
    }

    public bool IsDelta => _delta is not null;

    public static async Task<AdsClient> OpenAsync(AdsTestHost host, bool isDelta, string agent)
    {
        return isDelta
            ? new AdsClient(
                await host.Channel.OpenDuplexAsync(
                    new GrpcMethod<DeltaDiscoveryRequest>(Service, "DeltaAggregatedResources", DeltaDiscoveryRequest.Parser), DeltaDiscoveryResponse.Parser),
                null, agent)
            : new AdsClient(
                null,
                await host.Channel.OpenDuplexAsync(
                    new GrpcMethod<DiscoveryRequest>(Service, "StreamAggregatedResources", DiscoveryRequest.Parser), DiscoveryResponse.Parser),
                agent);
    }

    /// <summary>The node of every request.</summary>
    public Node Node => new()
    {
        Id = "sidecar~10.0.0.1~app-1.default~default.svc.cluster.local",
        UserAgentName = _agent,
        UserAgentBuildVersion = new BuildVersion { Version = new SemanticVersion { MajorNumber = 1, MinorNumber = 40 } },
    };

    // State of the world.

    public async Task RequestAsync(ResourceType type, string[] names, string version = "", string nonce = "", string? error = null)
    {
        var request = new DiscoveryRequest { Node = Node, TypeUrl = type.TypeUrl, VersionInfo = version, ResponseNonce = nonce, ResourceNames = { names } };
        if (error is not null)
        {
            request.ErrorDetail = new Google.Rpc.Status { Code = 13, Message = error };
        }

        await SendAsync(request);
    }

    public Task AckAsync(AdsReply reply, params string[] names) => IsDelta
        ? SendAsync(new DeltaDiscoveryRequest { Node = Node, TypeUrl = reply.TypeUrl, ResponseNonce = reply.Nonce })
        : RequestAsync(reply.Type!, names, reply.Version, reply.Nonce);

    public Task SendAsync(DiscoveryRequest request) => _state!.WriteAsync(request).AsTask();

    // Delta.

    public async Task SubscribeAsync(ResourceType type, params string[] names) =>
        await SendAsync(new DeltaDiscoveryRequest { Node = Node, TypeUrl = type.TypeUrl, ResourceNamesSubscribe = { names } });

    public async Task UnsubscribeAsync(ResourceType type, params string[] names) =>
        await SendAsync(new DeltaDiscoveryRequest { Node = Node, TypeUrl = type.TypeUrl, ResourceNamesUnsubscribe = { names } });

    public Task NackAsync(AdsReply reply, string error, params string[] names) => IsDelta
        ? SendAsync(new DeltaDiscoveryRequest
        {
            Node = Node, TypeUrl = reply.TypeUrl, ResponseNonce = reply.Nonce, ErrorDetail = new Google.Rpc.Status { Code = 13, Message = error },
            ResourceNamesSubscribe = { names },
        })
        : throw new InvalidOperationException("state-of-the-world rejections need the accepted version: use RequestAsync");

    public Task SendAsync(DeltaDiscoveryRequest request) => _delta!.WriteAsync(request).AsTask();

    public async Task SendRawAsync(byte[] message)
    {
        var payload = new GrpcPayload(message);
        await (_delta is not null ? _delta.WriteAsync(payload) : _state!.WriteAsync(payload));
    }

    // Both.

    /// <summary>The next response, whatever it is.</summary>
    public async Task<AdsReply> NextAsync() =>
        await _replies.MoveNextAsync().AsTask().WaitAsync(Patience) ? _replies.Current : throw new InvalidOperationException("the stream ended with OK");

    /// <summary>The next response, which must be of the type; it is accepted at once.</summary>
    public async Task<AdsReply> TakeAsync(ResourceType type, params string[] names)
    {
        var reply = await NextAsync();
        Assert.Equal(type, reply.Type);
        await AckAsync(reply, names);
        return reply;
    }

    /// <summary>Every response that was due, up to now; none is answered.</summary>
    public async Task<IReadOnlyList<AdsReply>> DueAsync()
    {
        var due = new List<AdsReply>();
        // Two, because configuration published during a round is taken up in the next.
        for (var i = 0; i < 2; i++)
        {
            var fence = TestSource.FencePrefix + ++_fences;
            await WantSecretAsync(fence);
            while (true)
            {
                var reply = await NextAsync();
                if (reply.Type == ResourceType.Secret && reply.Names.Contains(fence))
                {
                    (_secretNonce, _secretVersion) = (reply.Nonce, reply.Version);
                    if (reply.Resources.Count > 1)
                    {
                        due.Add(reply with { Resources = [.. reply.Resources.Where(resource => resource.Name != fence)] });
                    }

                    break;
                }

                due.Add(reply);
            }
        }

        return due;
    }

    /// <summary>What was due, in short form.</summary>
    public async Task<string[]> DueTextAsync() => [.. (await DueAsync()).Select(reply => reply.ToString())];

    public async Task AssertSilentAsync() => Assert.Empty(await DueTextAsync());

    /// <summary>Adds a secret to the subscription.</summary>
    public async Task WantSecretAsync(string name)
    {
        _secrets.Add(name);
        if (IsDelta)
        {
            await SendAsync(new DeltaDiscoveryRequest
            {
                Node = Node, TypeUrl = ResourceType.Secret.TypeUrl, ResourceNamesSubscribe = { name }, ResponseNonce = _secretNonce,
            });
        }
        else
        {
            await RequestAsync(ResourceType.Secret, [.. _secrets], _secretVersion, _secretNonce);
        }
    }

    public void Note(AdsReply secret) => (_secretNonce, _secretVersion) = (secret.Nonce, secret.Version);

    /// <summary>How the server ended the stream.</summary>
    public async Task<GrpcStatus> EndAsync()
    {
        try
        {
            while (await _replies.MoveNextAsync().AsTask().WaitAsync(Patience))
            {
            }

            return GrpcStatus.Ok;
        }
        catch (GrpcStatusException e)
        {
            return e.Status;
        }
    }

    public Task HalfCloseAsync() => _delta is not null ? _delta.CompleteAsync() : _state!.CompleteAsync();

    public async ValueTask DisposeAsync()
    {
        await (_delta?.DisposeAsync() ?? _state!.DisposeAsync());
    }
}
