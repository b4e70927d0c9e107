namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io AllowedRoutes.</summary>
public sealed record AllowedRoutes
{
    public RouteNamespaces? Namespaces { get; init; }

    public IReadOnlyList<RouteGroupKind> Kinds { get; init; } = [];
}
