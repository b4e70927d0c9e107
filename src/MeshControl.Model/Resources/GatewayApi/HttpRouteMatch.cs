namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io HTTPRouteMatch: all conditions must hold.</summary>
public sealed record HttpRouteMatch
{
    public HttpPathMatch? Path { get; init; }

    public IReadOnlyList<HttpHeaderMatch> Headers { get; init; } = [];

    public IReadOnlyList<HttpHeaderMatch> QueryParams { get; init; } = [];

    public string? Method { get; init; }
}
