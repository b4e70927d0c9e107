using System.Collections.Immutable;

namespace MeshControl.Incremental;

/// <summary>What a commit did: the revision now current, the names of the tables whose rows changed, and how many rows did.</summary>
public sealed record CommitResult(Revision Revision, ImmutableArray<string> TouchedTables, int ChangedRows)
{
    /// <summary>False when every write was equal to what was there; the revision did not advance then.</summary>
    public bool Changed => ChangedRows > 0;
}
