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

/// <summary>An engine that serves the objects of a fake API server.</summary>
internal sealed class ServedCluster : IAsyncDisposable
{
    private readonly KubeApi _api;
    private readonly bool _owns;

    private ServedCluster(FakeApiServer server, bool owns)
    {
        Server = server;
        _owns = owns;
        _api = server.Connect();
        var options = FollowedCluster.Options with { AbsenceGrace = TimeSpan.FromMinutes(5) };
        var source = new KubernetesSource(_api, options, TimeProvider.System, NullLogger<KubernetesSource>.Instance);
        Engine = new MeshEngine([source], new ServeOptions(), TimeProvider.System, NullLogger<MeshEngine>.Instance);
    }

    public FakeApiServer Server { get; }

    public MeshEngine Engine { get; }

    public static async Task<ServedCluster> StartAsync(FakeApiServer? server = null)
    {
        var cluster = new ServedCluster(server ?? await FakeApiServer.StartAsync(), owns: server is null);
        await cluster.Engine.StartAsync(CancellationToken.None);
        return cluster;
    }

    public ValueTask<IProxySubscription> ConnectAsync(string pod, string ns, string address) => Engine.ConnectAsync(
        new ProxyIdentity
        {
            Type = ProxyType.Sidecar,
            Id = $"{pod}.{ns}",
            Addresses = [address],
            DnsDomain = $"{ns}.svc.cluster.local",
            Metadata = new ProxyMetadata { Namespace = ns, ClusterId = "Kubernetes" },
        },
        CancellationToken.None);

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
            await Server.DisposeAsync();
        }
    }
}
