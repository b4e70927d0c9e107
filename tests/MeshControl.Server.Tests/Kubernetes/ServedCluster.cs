using MeshControl.Generation.Output;
using MeshControl.Kubernetes.Client;
using MeshControl.Model.Proxies;
using MeshControl.Server.Engine;
using MeshControl.Server.Hosting;
using MeshControl.Server.Sources.Kubernetes;
using MeshControl.Testing.Kubernetes;
using MeshControl.Xds.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshControl.Server.Tests.Kubernetes;

/// <summary>An engine that serves the objects of an API server.</summary>
internal sealed class ServedCluster : IAsyncDisposable
{
    private readonly KubeApi _api;
    private readonly FakeApiServer? _server;
    private readonly bool _owns;

    private ServedCluster(KubeApi api, FakeApiServer? server, bool owns)
    {
        _server = server;
        _owns = owns;
        _api = api;
        var options = FollowedCluster.Options with { AbsenceGrace = TimeSpan.FromMinutes(5) };
        var source = new KubernetesSource(_api, options, TimeProvider.System, NullLogger<KubernetesSource>.Instance);
        Engine = new MeshEngine([source], new ServeOptions(), TimeProvider.System, NullLogger<MeshEngine>.Instance);
    }

    public FakeApiServer Server => _server!;

    public MeshEngine Engine { get; }

    public static async Task<ServedCluster> StartAsync(FakeApiServer? server = null)
    {
        var serving = server ?? await FakeApiServer.StartAsync();
        var cluster = new ServedCluster(serving.Connect(), serving, owns: server is null);
        await cluster.Engine.StartAsync(CancellationToken.None);
        return cluster;
    }

    /// <summary>Of any API server.</summary>
    public static async Task<ServedCluster> StartAsync(KubeApi api)
    {
        var cluster = new ServedCluster(api, null, owns: false);
        await cluster.Engine.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => cluster.Engine.IsReady);
        return cluster;
    }

    public static ProxyIdentity Sidecar(string pod, string ns, string address) => new()
    {
        Type = ProxyType.Sidecar,
        Id = $"{pod}.{ns}",
        Addresses = [address],
        DnsDomain = $"{ns}.svc.cluster.local",
        Metadata = new ProxyMetadata { Namespace = ns, ClusterId = "Kubernetes" },
    };

    public ValueTask<IProxySubscription> ConnectAsync(string pod, string ns, string address) => Engine.ConnectAsync(Sidecar(pod, ns, address), CancellationToken.None);

    /// <summary>Every resource with the version of its content.</summary>
    public static IReadOnlyList<string> Content(ProxyConfig config) =>
    [
        .. new[] { ResourceType.Cluster, ResourceType.Endpoint, ResourceType.Listener, ResourceType.Route }
            .SelectMany(type => config.View(type, RouteDelivery.Table).Items.Select(resource => $"{type.Name} {resource.Name} {resource.Version}")).Order(StringComparer.Ordinal),
    ];

    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync(CancellationToken.None);
        Engine.Dispose();
        _api.Dispose();
        if (_owns)
        {
            await _server!.DisposeAsync();
        }
    }
}
