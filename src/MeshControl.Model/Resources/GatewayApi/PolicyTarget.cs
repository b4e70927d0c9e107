namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io LocalPolicyTargetReferenceWithSectionName.</summary>
public sealed record PolicyTarget
{
    public string Group { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string? SectionName { get; init; }
}
