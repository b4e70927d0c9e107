namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io GRPCRoute.</summary>
public sealed record GrpcRouteSpec
{
    public IReadOnlyList<ParentReference> ParentRefs { get; init; } = [];

    public IReadOnlyList<string> Hostnames { get; init; } = [];

    public IReadOnlyList<GrpcRouteRule> Rules { get; init; } = [];

    public string? UseDefaultGateways { get; init; }
}
