using MeshControl.Generation.Output;
using MeshControl.Generation.Patches;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Clusters;

/// <summary>Which clusters of no service a proxy has (traffic specification 5.1).</summary>
internal sealed class StaticClusterFacts
{
    private readonly MeshFacts _facts;
    private readonly Derived<(ProxyType Type, IpMode Mode, bool ResolvesAny, bool CapturesDns, EquatableArray<EnvoyPatch> Patches), ResourceSet> _sets;

    public StaticClusterFacts(MeshFacts facts)
    {
        _facts = facts;
        _sets = new(facts.Graph, "cluster/static", Build);
    }

    public ResourceSet Get(EgressKey key, IReader read) => read.Get(_sets, Narrow(key, read));

    public EntryReference Reference(EgressKey key, IReader read) => _sets.Reference(Narrow(key, read));

    private (ProxyType Type, IpMode Mode, bool ResolvesAny, bool CapturesDns, EquatableArray<EnvoyPatch> Patches) Narrow(EgressKey key, IReader read)
    {
        var resolvesAny = key.Facets.Type == ProxyType.Sidecar
            && read.Get(_facts.Scopes.Egress, key).PolicyMode == OutboundTrafficPolicyMode.AllowAnyDynamicDns;
        return (key.Facets.Type, key.Facets.IpMode, resolvesAny, resolvesAny && key.Facets.Metadata.DnsCapture, read.Get(_facts.Patches.Clusters, EnvoyPatchKey.Of(key)));
    }

    private ResourceSet Build((ProxyType Type, IpMode Mode, bool ResolvesAny, bool CapturesDns, EquatableArray<EnvoyPatch> Patches) key, IReader read)
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

        var outbound = ClusterPatches.OutboundSide(key.Type);
        foreach (var patch in key.Patches)
        {
            // The key says it all; the row is read so that an explanation names the object.
            read.Get(_facts.Resources.EnvoyFilters.Table, patch.Source.Key);
        }

        return ResourceSet.Create(clusters
            .Select(cluster => ClusterPatches.Apply(
                cluster, key.Patches, cluster.Name == ClusterNames.InboundPassthrough ? EnvoyFilterPatchContext.SidecarInbound : outbound))
            .OfType<Envoy.Config.Cluster.V3.Cluster>().Concat(ClusterPatches.Added(key.Patches, outbound))
            .Select(static cluster => ResourceEncoder.Encode(ResourceType.Cluster, cluster.Name, cluster)));
    }
}
