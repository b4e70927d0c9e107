namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io ParametersReference: where further settings of a class or gateway are.</summary>
public sealed record ParametersReference
{
    public string Group { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Namespace { get; init; }
}
