namespace MeshControl.Model.Resources.Core;

/// <summary>core/v1 ObjectReference.</summary>
public sealed record ObjectReference
{
    public string Kind { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Name { get; init; } = "";
}
