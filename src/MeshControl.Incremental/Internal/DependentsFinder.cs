using System.Collections.Immutable;

namespace MeshControl.Incremental.Internal;

/// <summary>Walks recorded dependencies the other way: which entries reach one of the given cells.</summary>
internal sealed class DependentsFinder(IEnumerable<Cell> targets)
{
    private readonly Dictionary<Cell, bool> _reaches = targets.ToDictionary(cell => cell, _ => true);

    public ImmutableArray<EntryReference> Find(IEnumerable<IDerived> derived) =>
    [
        .. derived
            .SelectMany(d => d.Entries)
            .Where(Reaches)
            .OrderBy(entry => entry.Source.Name, StringComparer.Ordinal)
            .ThenBy(entry => entry.BoxedKey.ToString(), StringComparer.Ordinal)
            .Select(entry => new EntryReference(entry.Source, entry.BoxedKey)),
    ];

    private bool Reaches(Cell cell)
    {
        if (_reaches.TryGetValue(cell, out var known))
        {
            return known;
        }

        // Entries not brought up to date since different commits can point at each other; a cell under way counts as not reaching.
        _reaches[cell] = false;
        var reaches = false;
        foreach (var dependency in cell.Dependencies)
        {
            reaches |= Reaches(dependency);
        }

        return _reaches[cell] = reaches;
    }
}
