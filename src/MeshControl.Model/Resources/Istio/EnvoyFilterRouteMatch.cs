namespace MeshControl.Model.Resources.Istio;

/// <summary>Routes that a patch is for (istio.networking.v1alpha3.EnvoyFilter.RouteConfigurationMatch.RouteMatch).</summary>
public sealed record EnvoyFilterRouteMatch
{
    public string Name { get; init; } = "";

    public EnvoyFilterRouteAction Action { get; init; }
}
