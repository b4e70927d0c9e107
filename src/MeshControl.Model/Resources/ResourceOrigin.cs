namespace MeshControl.Model.Resources;

/// <summary>Where an object was read: Source is a file path or a cluster id; Line (1-based) and Document (0-based) are 0 for a cluster.</summary>
public sealed record ResourceOrigin(string Source, int Line = 0, int Document = 0)
{
    public static readonly ResourceOrigin None = new("");

    /// <summary>file:line, as editors and compilers write it.</summary>
    public override string ToString() => Line > 0 ? $"{Source}:{Line}" : Source;
}
