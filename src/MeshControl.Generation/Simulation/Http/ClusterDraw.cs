using Envoy.Config.Route.V3;
using Specifier = Envoy.Config.Route.V3.RouteAction.ClusterSpecifierOneofCase;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>The cluster of a route. Envoy draws it together with the route, so that filters see what the drawn entry says of them.</summary>
internal static class ClusterDraw
{
    /// <summary>One way for each cluster that can be drawn.</summary>
    public static IEnumerable<Routed> Of(Routed routed, HttpRequest request)
    {
        if (routed.Route?.Route_ is not { } action)
        {
            return [routed];
        }

        switch (action.ClusterSpecifierCase)
        {
            case Specifier.Cluster:
                return [routed with { Cluster = action.Cluster }];
            case Specifier.ClusterHeader:
                return [routed with { Cluster = request.Header(action.ClusterHeader) ?? "" }];
            case Specifier.WeightedClusters:
                var clusters = action.WeightedClusters.Clusters;
                var total = clusters.Sum(item => (double)(item.Weight ?? 0));
                return clusters.Where(item => item.Weight is > 0)
                    .Select(item => routed with { Cluster = item.Name, Weight = item, Share = (double)item.Weight! / total, Chance = routed.Chance * (double)item.Weight! / total });
            default:
                return [routed];
        }
    }
}
