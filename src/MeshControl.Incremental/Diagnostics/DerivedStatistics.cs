namespace MeshControl.Incremental.Diagnostics;

/// <summary>
/// Counts of one kind of derived values: <paramref name="Builds"/> computations run, <paramref name="Hits"/> reads of a value already known to be current,
/// <paramref name="Verified"/> values confirmed at a new revision without computing, <paramref name="Faults"/> computations that threw,
/// <paramref name="Entries"/> values held now.
/// </summary>
public sealed record DerivedStatistics(string Name, long Builds, long Hits, long Verified, long Faults, int Entries)
{
    internal DerivedStatistics Since(DerivedStatistics earlier) => this with
    {
        Builds = Builds - earlier.Builds,
        Hits = Hits - earlier.Hits,
        Verified = Verified - earlier.Verified,
        Faults = Faults - earlier.Faults,
    };
}
