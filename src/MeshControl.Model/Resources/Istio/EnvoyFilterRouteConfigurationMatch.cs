namespace MeshControl.Model.Resources.Istio;

/// <summary>Route configurations that a patch is for (istio.networking.v1alpha3.EnvoyFilter.RouteConfigurationMatch).</summary>
public sealed record EnvoyFilterRouteConfigurationMatch
{
    public int PortNumber { get; init; }

    public string PortName { get; init; } = "";

    public string Gateway { get; init; } = "";

    public EnvoyFilterVirtualHostMatch? Vhost { get; init; }

    public string Name { get; init; } = "";
}
