using MeshControl.Generation.Endpoints;
using MeshControl.Generation.Output;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Clusters;

/// <summary>
/// The clusters and load assignments of a proxy class, as views over sets that classes share. A class that depends on less than it holds
/// (its locality, its node) reads the same sets as its neighbours.
/// </summary>
public sealed class ClusterFacts
{
    private readonly OutboundClusterFacts _outbound;
    private readonly InboundClusterFacts _inbound;
    private readonly StaticClusterFacts _static;
    private readonly LoadAssignmentFacts _assignments;
    private readonly SniRouting _sniRouting;

    public ClusterFacts(MeshFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var services = new OutboundServices(facts);
        var clients = new AssignmentClients(facts, services);
        _outbound = new(facts, services, clients);
        _inbound = new(facts);
        _static = new(facts);
        _assignments = new(facts, services, clients);
        _sniRouting = new(facts);
    }

    /// <summary>All clusters of a class; a gateway that routes by SNI has a second set for that.</summary>
    public ResourceView Clusters(ProxyClass proxy, IReader read) => new(
    [
        .. _outbound.Get(proxy, isSniRouted: false, read),
        .. _sniRouting.AppliesTo(proxy, read) ? _outbound.Get(proxy, isSniRouted: true, read) : [],
        read.Get(_inbound.Of, proxy.Workload),
        _static.Get(proxy.Egress, read),
    ]);

    /// <summary>The load assignments that the clusters of a class ask for.</summary>
    public ResourceView Endpoints(ProxyClass proxy, IReader read) => new(
    [
        .. _assignments.Get(proxy, isSniRouted: false, read),
        .. _sniRouting.AppliesTo(proxy, read) ? _assignments.Get(proxy, isSniRouted: true, read) : [],
    ]);

    /// <summary>The derived values behind a class's clusters and load assignments: roots of a sweep, and where an explanation starts.</summary>
    public IEnumerable<(ResourceType Type, EntryReference Entry)> References(ProxyClass proxy, IReader read)
    {
        foreach (var isSniRouted in _sniRouting.AppliesTo(proxy, read) ? new[] { false, true } : [false])
        {
            yield return (ResourceType.Cluster, _outbound.Reference(proxy, isSniRouted, read));
            yield return (ResourceType.Endpoint, _assignments.Reference(proxy, isSniRouted, read));
        }

        yield return (ResourceType.Cluster, _inbound.Of.Reference(proxy.Workload));
        yield return (ResourceType.Cluster, _static.Reference(proxy.Egress, read));
    }
}
