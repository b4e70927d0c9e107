namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io TCPRoute.</summary>
public sealed record TcpRouteSpec
{
    public IReadOnlyList<ParentReference> ParentRefs { get; init; } = [];

    public IReadOnlyList<L4RouteRule> Rules { get; init; } = [];

    public string? UseDefaultGateways { get; init; }
}
