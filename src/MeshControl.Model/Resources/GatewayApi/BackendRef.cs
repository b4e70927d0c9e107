namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io BackendRef; Kind is Service and the weight 1 when null.</summary>
public sealed record BackendRef
{
    public string? Group { get; init; }

    public string? Kind { get; init; }

    public string Name { get; init; } = "";

    public string? Namespace { get; init; }

    public int? Port { get; init; }

    public int? Weight { get; init; }
}
