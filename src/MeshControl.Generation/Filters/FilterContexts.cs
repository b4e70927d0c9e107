using MeshControl.Generation.Filters.Extensions;
using MeshControl.Generation.Filters.Observability;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Security;

namespace MeshControl.Generation.Filters;

/// <summary>Filter contexts of proxy classes, shared by all listeners of a side.</summary>
public sealed class FilterContexts
{
    private readonly MeshFacts _facts;
    private readonly Derived<ObservabilityKey, ObservabilityPlan> _plans;

    public FilterContexts(MeshFacts facts)
    {
        _facts = facts;
        _plans = new(facts.Graph, "observability", (key, read) => ObservabilityPlanner.Plan(key, facts, read));
    }

    /// <summary>What goes out of a sidecar; the labels are those that access logs and tracing depend on.</summary>
    public FilterContext Outbound(EgressKey key, EquatableMap<string, string> labels, IReader read) =>
        Create(TrafficSide.Outbound, key.Namespace, labels, key.Facets, read);

    /// <summary>What comes into a sidecar, or through a gateway.</summary>
    public FilterContext OfWorkload(WorkloadKey key, IReader read) => Create(
        key.Facets.Type == ProxyType.Router ? TrafficSide.Gateway : TrafficSide.Inbound, key.Namespace, key.Labels, key.Facets, read);

    private FilterContext Create(TrafficSide side, string ns, EquatableMap<string, string> labels, ClientFacets facets, IReader read)
    {
        var settings = _facts.Settings.Get(read);
        var plan = read.Get(_plans, new ObservabilityKey(ns, labels, facets, side == TrafficSide.Inbound));
        var extensions = read.Get(_facts.Extensions.Applied, new WorkloadSelectionKey(ns, labels));
        return new FilterContext(side, settings, ProxyConfigs.Effective(settings.Mesh, facets.Metadata), facets, plan)
        {
            Extensions = extensions.IsEmpty ? ExtensionSet.None : new ExtensionSet(extensions),
        };
    }
}
