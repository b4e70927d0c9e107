namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io HTTPRequestRedirectFilter.</summary>
public sealed record HttpRequestRedirectFilter
{
    public string? Scheme { get; init; }

    public string? Hostname { get; init; }

    public HttpPathModifier? Path { get; init; }

    public int? Port { get; init; }

    public int? StatusCode { get; init; }
}
