namespace MeshControl.Generation.Comparison;

/// <summary>What became of something between the old and the new mesh.</summary>
public enum ChangeKind
{
    Added,
    Changed,
    Removed,
}
