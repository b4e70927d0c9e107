namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io TCPRouteRule and TLSRouteRule.</summary>
public sealed record L4RouteRule
{
    public string? Name { get; init; }

    public IReadOnlyList<BackendRef> BackendRefs { get; init; } = [];
}
