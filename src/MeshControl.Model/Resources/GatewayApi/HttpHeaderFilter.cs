namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io HTTPHeaderFilter.</summary>
public sealed record HttpHeaderFilter
{
    public IReadOnlyList<HttpHeaderValue> Set { get; init; } = [];

    public IReadOnlyList<HttpHeaderValue> Add { get; init; } = [];

    public IReadOnlyList<string> Remove { get; init; } = [];
}
