using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Clusters;

/// <summary>Which gateways forward mesh mTLS by SNI: those that an AUTO_PASSTHROUGH server selects.</summary>
internal sealed class SniRouting
{
    private readonly Index<bool, ResourceKey, Resource<Gateway>> _gateways;
    private readonly Derived<WorkloadKey, bool> _applies;

    public SniRouting(MeshFacts facts)
    {
        _gateways = new(facts.Resources.Gateways.Table, "Gateway/auto-passthrough", static gateway =>
            gateway.Spec.Servers.Any(server => server.Tls?.Mode == ServerTlsMode.AutoPassthrough) ? [true] : []);
        _applies = new(facts.Graph, "gateway/routes-by-sni", (key, read) => key.Facets.Type == ProxyType.Router
            && read.Items(_gateways, true).Any(gateway => gateway.Spec.Selector.All(wanted => key.Labels.TryGetValue(wanted.Key, out var own) && own == wanted.Value)));
    }

    public bool AppliesTo(ProxyClass proxy, IReader read) => read.Get(_applies, proxy.Workload);
}
