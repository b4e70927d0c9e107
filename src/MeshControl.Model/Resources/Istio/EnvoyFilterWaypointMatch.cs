namespace MeshControl.Model.Resources.Istio;

/// <summary>What of a waypoint a patch is for (istio.networking.v1alpha3.EnvoyFilter.WaypointMatch).</summary>
public sealed record EnvoyFilterWaypointMatch
{
    public int PortNumber { get; init; }

    public EnvoyFilterWaypointRouteMatch? Route { get; init; }

    public EnvoyFilterFilterMatch? Filter { get; init; }
}
