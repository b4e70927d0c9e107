namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io HTTPBackendRef and GRPCBackendRef; the weight is 1 when null.</summary>
public sealed record HttpBackendRef
{
    public string? Group { get; init; }

    public string? Kind { get; init; }

    public string Name { get; init; } = "";

    public string? Namespace { get; init; }

    public int? Port { get; init; }

    public int? Weight { get; init; }

    public IReadOnlyList<HttpRouteFilter> Filters { get; init; } = [];
}
