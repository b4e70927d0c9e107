using Envoy.Config.Cluster.V3;
using Envoy.Config.Listener.V3;
using MeshControl.Generation.Output;
using MeshControl.Incremental;
using MeshControl.Model.Proxies;
using MeshControl.Xds.Catalog;
using MeshControl.Xds.Sessions;

namespace MeshControl.Server.Tests.Secrets.Host;

/// <summary>Serves each proxy the clusters and listeners that the test wrote for it.</summary>
internal sealed class StaticConfigSource : IProxyConfigSource
{
    private readonly ProxyCatalog _catalog = new();
    private readonly Dictionary<string, ProxyConfig> _configs = new(StringComparer.Ordinal);

    public bool IsReady => true;

    public void Serve(string proxyId, IEnumerable<Cluster> clusters, IEnumerable<Listener> listeners) => _configs[proxyId] = new ProxyConfig(
        new Revision(1),
        new ResourceView(ResourceSet.Create(clusters.Select(cluster => ResourceEncoder.Encode(ResourceType.Cluster, cluster.Name, cluster)))),
        new ResourceView(ResourceSet.Empty),
        new ResourceView(ResourceSet.Create(listeners.Select(listener => ResourceEncoder.Encode(ResourceType.Listener, listener.Name, listener)))),
        new ResourceView(ResourceSet.Empty),
        [RouteTableSet.Empty]);

    public ValueTask<IProxySubscription> ConnectAsync(ProxyIdentity proxy, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IProxySubscription>(_catalog.Connect(proxy, _configs[proxy.Id]));
}
