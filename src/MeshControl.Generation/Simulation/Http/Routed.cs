using System.Collections.Immutable;
using Envoy.Config.Route.V3;
using Google.Protobuf.WellKnownTypes;
using ClusterWeight = Envoy.Config.Route.V3.WeightedCluster.Types.ClusterWeight;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>Where routing led: a route of a virtual host of a table, as far as there is one.</summary>
internal sealed record Routed(double Chance, RouteConfiguration Table, VirtualHost? Host, Route? Route, ImmutableArray<Decision> Decisions)
{
    /// <summary>The cluster that was drawn; empty where the route does not forward.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>The share of the route's requests that draw it.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Its entry among the weighted ones; null where it is the only one.</summary>
    public ClusterWeight? Weight { get; init; }

    /// <summary>A filter's configuration of the narrowest level that has one.</summary>
    public Any? FilterConfig(string filter) =>
        Find(Weight?.TypedPerFilterConfig, filter) ?? Find(Route?.TypedPerFilterConfig, filter) ?? Find(Host?.TypedPerFilterConfig, filter) ?? Find(Table.TypedPerFilterConfig, filter);

    /// <summary>True where the narrowest level switches the filter off.</summary>
    public bool IsDisabled(string filter) =>
        FilterConfig(filter) is { } config && config.TryUnpack(out FilterConfig wrapper) && wrapper.Disabled;

    private static Any? Find(IDictionary<string, Any>? configs, string filter) => configs is not null && configs.TryGetValue(filter, out var found) ? found : null;
}
