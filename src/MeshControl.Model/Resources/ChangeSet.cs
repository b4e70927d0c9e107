namespace MeshControl.Model.Resources;

/// <summary>What one Apply changed, ordered by key; empty when nothing changed in meaning.</summary>
public sealed record ChangeSet(IReadOnlyList<ResourceChange> Changes)
{
    public static readonly ChangeSet Empty = new([]);

    public bool IsEmpty => Changes.Count == 0;
}
