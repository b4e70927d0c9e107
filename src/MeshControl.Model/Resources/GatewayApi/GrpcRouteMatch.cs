namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io GRPCRouteMatch.</summary>
public sealed record GrpcRouteMatch
{
    public GrpcMethodMatch? Method { get; init; }

    public IReadOnlyList<HttpHeaderMatch> Headers { get; init; } = [];
}
