using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Clusters;

/// <summary>The services of a scope paired with their rules: where clusters and load assignments both start.</summary>
internal sealed class OutboundServices
{
    public OutboundServices(MeshFacts facts) => Of = new(facts.Graph, "outbound-services", (key, read) => List(facts, key, read));

    public Derived<EgressKey, EquatableArray<OutboundService>> Of { get; }

    private static EquatableArray<OutboundService> List(MeshFacts facts, EgressKey key, IReader read)
    {
        var services = read.Get(facts.Scopes.ClusterServices, key);
        var list = new List<OutboundService>(services.Count);
        foreach (var service in services)
        {
            if (service.Resolution != Resolution.Alias)
            {
                var rule = read.Get(
                    facts.Traffic.DestinationPolicy,
                    new DestinationPolicyKey(service.Host, service.Namespace, key.Namespace, key.SelectorLabels));
                list.Add(new OutboundService(service, rule));
            }
        }

        return list.ToEquatableArray();
    }
}
