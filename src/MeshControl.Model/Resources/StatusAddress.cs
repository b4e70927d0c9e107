namespace MeshControl.Model.Resources;

/// <summary>An address that was allocated to a ServiceEntry's host.</summary>
public sealed record StatusAddress
{
    public string Value { get; init; } = "";

    public string Host { get; init; } = "";
}
