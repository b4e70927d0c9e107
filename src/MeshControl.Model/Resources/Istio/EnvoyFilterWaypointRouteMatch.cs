namespace MeshControl.Model.Resources.Istio;

/// <summary>Routes of a waypoint that a patch is for (istio.networking.v1alpha3.EnvoyFilter.WaypointMatch.RouteMatch).</summary>
public sealed record EnvoyFilterWaypointRouteMatch
{
    public string Name { get; init; } = "";
}
