namespace MeshControl.Model.Resources.Core;

/// <summary>core/v1 NodeAddress.</summary>
public sealed record NodeAddress
{
    public string Type { get; init; } = "";

    public string Address { get; init; } = "";
}
