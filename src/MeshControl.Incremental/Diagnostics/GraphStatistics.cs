using System.Collections.Immutable;

namespace MeshControl.Incremental.Diagnostics;

/// <summary>A snapshot of the work a graph has done, by derived name in the order of declaration.</summary>
public sealed record GraphStatistics(Revision Revision, ImmutableArray<DerivedStatistics> Derived)
{
    public long Builds => Derived.Sum(d => d.Builds);

    public int Entries => Derived.Sum(d => d.Entries);

    /// <summary>The counts of one kind of derived values.</summary>
    /// <exception cref="KeyNotFoundException">No derived value has this name.</exception>
    public DerivedStatistics this[string derived] =>
        Derived.FirstOrDefault(d => d.Name == derived) ?? throw new KeyNotFoundException($"The graph has no derived value named '{derived}'.");

    /// <summary>The work done after <paramref name="earlier"/> was taken; entries stay those held now.</summary>
    public GraphStatistics Since(GraphStatistics earlier) => this with
    {
        Derived = [.. Derived.Select(now => earlier.Derived.FirstOrDefault(then => then.Name == now.Name) is { } before ? now.Since(before) : now)],
    };

    /// <summary>Computations by derived name, without those that had none: "cluster 1, cds 4".</summary>
    public override string ToString() => string.Join(", ", Derived.Where(d => d.Builds > 0).Select(d => $"{d.Name} {d.Builds}"));
}
