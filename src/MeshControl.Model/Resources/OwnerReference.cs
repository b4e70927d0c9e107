namespace MeshControl.Model.Resources;

/// <summary>The object that owns another one; Controller marks the one that manages it.</summary>
public sealed record OwnerReference
{
    public string ApiVersion { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public bool Controller { get; init; }
}
