namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io ReferenceGrantFrom.</summary>
public sealed record ReferenceGrantFrom
{
    public string Group { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Namespace { get; init; } = "";
}
