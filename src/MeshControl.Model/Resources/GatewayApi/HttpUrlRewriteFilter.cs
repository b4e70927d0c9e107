namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io HTTPURLRewriteFilter.</summary>
public sealed record HttpUrlRewriteFilter
{
    public string? Hostname { get; init; }

    public HttpPathModifier? Path { get; init; }
}
