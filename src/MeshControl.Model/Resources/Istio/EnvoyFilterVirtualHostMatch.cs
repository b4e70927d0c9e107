namespace MeshControl.Model.Resources.Istio;

/// <summary>Virtual hosts that a patch is for (istio.networking.v1alpha3.EnvoyFilter.RouteConfigurationMatch.VirtualHostMatch).</summary>
public sealed record EnvoyFilterVirtualHostMatch
{
    public string Name { get; init; } = "";

    public string DomainName { get; init; } = "";

    public EnvoyFilterRouteMatch? Route { get; init; }
}
