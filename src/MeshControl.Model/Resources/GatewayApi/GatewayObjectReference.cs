namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io ObjectReference and SecretObjectReference; Group and Kind have defaults that depend on where it stands.</summary>
public sealed record GatewayObjectReference
{
    public string? Group { get; init; }

    public string? Kind { get; init; }

    public string Name { get; init; } = "";

    public string? Namespace { get; init; }
}
