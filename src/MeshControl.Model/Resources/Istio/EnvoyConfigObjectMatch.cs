using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Which generated objects a patch is for (istio.networking.v1alpha3.EnvoyFilter.EnvoyConfigObjectMatch).</summary>
public sealed record EnvoyConfigObjectMatch
{
    public EnvoyFilterPatchContext Context { get; init; }

    public EnvoyFilterProxyMatch? Proxy { get; init; }

    [OneOf("objectTypes")]
    public EnvoyFilterListenerMatch? Listener { get; init; }

    [OneOf("objectTypes")]
    public EnvoyFilterRouteConfigurationMatch? RouteConfiguration { get; init; }

    [OneOf("objectTypes")]
    public EnvoyFilterClusterMatch? Cluster { get; init; }

    [OneOf("objectTypes")]
    public EnvoyFilterWaypointMatch? Waypoint { get; init; }
}
