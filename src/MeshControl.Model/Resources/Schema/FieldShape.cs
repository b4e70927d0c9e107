namespace MeshControl.Model.Resources.Schema;

/// <summary>One field of an object: its JSON name, its place in canonical order, and whether an absent value is written as its empty value.</summary>
internal sealed record FieldShape(string Name, int Ordinal, Shape Shape, bool Nullable, string? OneOfGroup)
{
    /// <summary>The record's property.</summary>
    public required string Member { get; init; }

    /// <summary>The API tells an absent value from an empty one, so null may be written for absent.</summary>
    public bool IsOptionalValue { get; init; }

    public LimitsAttribute? Limits { get; init; }
}
