namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io TLSRoute.</summary>
public sealed record TlsRouteSpec
{
    public IReadOnlyList<ParentReference> ParentRefs { get; init; } = [];

    public IReadOnlyList<string> Hostnames { get; init; } = [];

    public IReadOnlyList<L4RouteRule> Rules { get; init; } = [];

    public string? UseDefaultGateways { get; init; }
}
