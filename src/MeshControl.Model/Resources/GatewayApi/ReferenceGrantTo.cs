namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io ReferenceGrantTo; any name when null.</summary>
public sealed record ReferenceGrantTo
{
    public string Group { get; init; } = "";

    public string Kind { get; init; } = "";

    public string? Name { get; init; }
}
