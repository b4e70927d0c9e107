using MeshControl.Generation.Output;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Clusters;

/// <summary>Which clusters of no service a proxy has (traffic specification 5.1).</summary>
internal sealed class StaticClusterFacts
{
    private readonly MeshFacts _facts;
    private readonly Derived<(ProxyType Type, IpMode Mode, bool ResolvesAny, bool CapturesDns), ResourceSet> _sets;

    public StaticClusterFacts(MeshFacts facts)
    {
        _facts = facts;
        _sets = new(facts.Graph, "cluster/static", Build);
    }

    public ResourceSet Get(EgressKey key, IReader read) => read.Get(_sets, Narrow(key, read));

    public EntryReference Reference(EgressKey key, IReader read) => _sets.Reference(Narrow(key, read));

    private (ProxyType Type, IpMode Mode, bool ResolvesAny, bool CapturesDns) Narrow(EgressKey key, IReader read)
    {
        var resolvesAny = key.Facets.Type == ProxyType.Sidecar
            && read.Get(_facts.Scopes.Egress, key).PolicyMode == OutboundTrafficPolicyMode.AllowAnyDynamicDns;
        return (key.Facets.Type, key.Facets.IpMode, resolvesAny, resolvesAny && key.Facets.Metadata.DnsCapture);
    }

    private ResourceSet Build((ProxyType Type, IpMode Mode, bool ResolvesAny, bool CapturesDns) key, IReader read)
    {
        var settings = _facts.Settings.Get(read);
        var clusters = new List<Envoy.Config.Cluster.V3.Cluster> { StaticClusters.BlackHole(settings) };
        if (key.Type == ProxyType.Sidecar)
        {
            clusters.Add(StaticClusters.Passthrough(settings));
            clusters.Add(StaticClusters.InboundPassthrough(settings, key.Mode));
        }

        if (key.ResolvesAny)
        {
            clusters.Add(StaticClusters.AllowAnyDynamicDns(settings, key.Mode, key.CapturesDns));
        }

        return ResourceSet.Create(clusters.Select(cluster => ResourceEncoder.Encode(ResourceType.Cluster, cluster.Name, cluster)));
    }
}
