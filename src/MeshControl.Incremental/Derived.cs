using System.Collections.Concurrent;
using MeshControl.Incremental.Diagnostics;
using MeshControl.Incremental.Internal;

namespace MeshControl.Incremental;

/// <summary>
/// Values computed from a key and what the compute function reads, memoized. <c>compute</c> must be pure and see data only through its reader;
/// an equal result (by <c>equality</c>) keeps the old object and stops the change there.
/// </summary>
public sealed class Derived<TKey, TValue> : IDerived
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, DerivedEntry<TKey, TValue>> _entries = new();
    private long _builds;
    private long _hits;
    private long _verified;
    private long _faults;

    public Derived(Graph graph, string name, Func<TKey, IReader, TValue> compute, IEqualityComparer<TValue>? equality = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(compute);
        Graph = graph;
        Name = name;
        Compute = compute;
        Equality = equality ?? EqualityComparer<TValue>.Default;
        graph.Register(this);
    }

    public Graph Graph { get; }

    public string Name { get; }

    DerivedStatistics IDerived.Statistics => new(
        Name, Interlocked.Read(ref _builds), Interlocked.Read(ref _hits), Interlocked.Read(ref _verified), Interlocked.Read(ref _faults), _entries.Count);

    IEnumerable<DerivedEntry> IDerived.Entries => _entries.Values;

    internal Func<TKey, IReader, TValue> Compute { get; }

    internal IEqualityComparer<TValue> Equality { get; }

    /// <summary>The value at the current revision; opens and closes a reader of its own.</summary>
    public TValue Get(TKey key)
    {
        using var reader = Graph.OpenReader();
        return reader.Get(this, key);
    }

    /// <summary>Names one value of this kind, for instance as a root of a sweep.</summary>
    public EntryReference Reference(TKey key) => new(this, key);

    public override string ToString() => Name;

    internal DerivedEntry<TKey, TValue> Entry(TKey key) =>
        _entries.TryGetValue(key, out var entry) ? entry : _entries.GetOrAdd(key, static (k, self) => new DerivedEntry<TKey, TValue>(self, k), this);

    internal DerivedEntry<TKey, TValue> Read(DerivedEntry<TKey, TValue> entry, ComputeStack stack, long revision)
    {
        if (entry.IsVerifiedAt(revision))
        {
            Interlocked.Increment(ref _hits);
        }
        else
        {
            entry.Refresh(stack, revision);
        }

        return entry;
    }

    void IDerived.CountBuild(bool faulted)
    {
        Interlocked.Increment(ref _builds);
        if (faulted)
        {
            Interlocked.Increment(ref _faults);
        }
    }

    void IDerived.CountVerified() => Interlocked.Increment(ref _verified);

    DerivedEntry? IDerived.Find(object key) => key is TKey typed ? _entries.GetValueOrDefault(typed) : null;

    int IDerived.DropUnmarked(HashSet<Cell> marked)
    {
        var dropped = 0;
        foreach (var (key, entry) in _entries)
        {
            if (!marked.Contains(entry) && _entries.TryRemove(key, out _))
            {
                Graph.FaultedEntries.TryRemove(entry, out _);
                dropped++;
            }
        }

        return dropped;
    }
}
