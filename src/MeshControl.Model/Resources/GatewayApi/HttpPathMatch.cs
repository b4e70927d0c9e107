namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io HTTPPathMatch; Type is PathPrefix (also when null), Exact or RegularExpression.</summary>
public sealed record HttpPathMatch
{
    public string? Type { get; init; }

    public string? Value { get; init; }
}
