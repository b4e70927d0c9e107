namespace MeshControl.Model.Resources.Schema;

/// <summary>One field of an object: its JSON name, its place in canonical order, and whether an absent value is written as its empty value.</summary>
internal sealed record FieldShape(string Name, int Ordinal, Shape Shape, bool Nullable, string? OneOfGroup);
