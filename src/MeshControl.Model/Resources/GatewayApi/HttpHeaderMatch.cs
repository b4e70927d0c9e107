namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io HTTPHeaderMatch, HTTPQueryParamMatch and GRPCHeaderMatch; Type is Exact (also when null) or RegularExpression.</summary>
public sealed record HttpHeaderMatch
{
    public string? Type { get; init; }

    public string Name { get; init; } = "";

    public string Value { get; init; } = "";
}
