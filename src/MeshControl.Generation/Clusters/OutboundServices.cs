using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Clusters;

/// <summary>The services of a scope paired with their rules, in groups: where clusters and load assignments both start.</summary>
internal sealed class OutboundServices
{
    private readonly MeshFacts _facts;
    private readonly Derived<EgressKey, EquatableArray<ServiceBucket>> _buckets;
    private readonly Derived<(ServiceBucket Bucket, string Client, EquatableMap<string, string> Labels), ServiceGroup> _group;

    public OutboundServices(MeshFacts facts)
    {
        _facts = facts;
        _buckets = new(facts.Graph, "outbound-services/buckets", (key, read) => ServiceBucket.Divide(
            [.. read.Get(facts.Scopes.ClusterServices, key).Where(service => service.Resolution != Resolution.Alias)]));
        _group = new(facts.Graph, "outbound-services/group", Pair);
        Groups = new(facts.Graph, "outbound-services", (key, read) =>
            read.Get(_buckets, key).Select(bucket => read.Get(_group, (bucket, key.Namespace, key.SelectorLabels))).ToEquatableArray());
    }

    public Derived<EgressKey, EquatableArray<ServiceGroup>> Groups { get; }

    private ServiceGroup Pair((ServiceBucket Bucket, string Client, EquatableMap<string, string> Labels) key, IReader read) => new(
        key.Bucket.Services
            .Select(service => new OutboundService(
                service,
                read.Get(_facts.Traffic.DestinationPolicy, new DestinationPolicyKey(service.Host, service.Namespace, key.Client, key.Labels))))
            .ToEquatableArray());
}
