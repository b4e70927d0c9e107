namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io GRPCMethodMatch; Type is Exact (also when null) or RegularExpression.</summary>
public sealed record GrpcMethodMatch
{
    public string? Type { get; init; }

    public string? Service { get; init; }

    public string? Method { get; init; }
}
