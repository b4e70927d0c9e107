using System.Collections.Concurrent;
using System.Collections.Immutable;
using MeshControl.Incremental.Diagnostics;
using MeshControl.Incremental.Internal;

namespace MeshControl.Incremental;

/// <summary>
/// Tables of facts and memoized values derived from them, at one revision. Facts change in atomic commits; a derived value is brought up to date
/// when it is read, and recomputed only if something it read last time has changed. Commits are exclusive, reads are shared and parallel.
/// </summary>
public sealed class Graph
{
    private readonly Lock _committing = new();
    private readonly Lock _registration = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private ImmutableArray<IDerived> _derived = [];
    private ImmutableArray<ITable> _tables = [];
    private long _revision;

    /// <summary>Called on the computing thread each time a computation throws; must not read or write the graph.</summary>
    public Action<Fault>? OnFault { get; set; }

    public Revision Current => new(Volatile.Read(ref _revision));

    /// <summary>Counts since the graph was made; subtract two with <see cref="GraphStatistics.Since"/>.</summary>
    public GraphStatistics Statistics => new(Current, [.. _derived.Select(d => d.Statistics)]);

    /// <summary>The values that failed when they were last computed.</summary>
    public ImmutableArray<Fault> Faults => [.. FaultedEntries.Values];

    internal MaskRegistry Masks { get; } = new();

    internal Gate Gate { get; } = new();

    internal OwnerWait OwnerWait { get; } = new();

    internal ConcurrentDictionary<DerivedEntry, Fault> FaultedEntries { get; } = new();

    /// <summary>Applies every write of <paramref name="change"/> at once as a new revision, or none of them if it throws.</summary>
    /// <remarks>Waits until no reader is open, so it must not be called while the calling thread holds one.</remarks>
    public CommitResult Commit(Action<GraphWriter> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        ComputeStack.Current.EnsureIdle("commit");
        if (_committing.IsHeldByCurrentThread)
        {
            throw new InvalidOperationException("A commit cannot be made inside a commit.");
        }

        lock (_committing)
        {
            var writer = new GraphWriter(this);
            try
            {
                change(writer);
                // All user code (equality, index extraction) runs here; applying cannot fail half-way.
                var changedRows = writer.Prepare();
                if (changedRows == 0)
                {
                    return new CommitResult(Current, [], 0);
                }

                Gate.EnterExclusive();
                try
                {
                    var revision = _revision + 1;
                    var touched = writer.Apply(revision, out var bits);
                    Masks.Touch(bits, revision);
                    Volatile.Write(ref _revision, revision);
                    return new CommitResult(new Revision(revision), touched, changedRows);
                }
                finally
                {
                    Gate.ExitExclusive();
                }
            }
            finally
            {
                writer.Close();
            }
        }
    }

    /// <summary>A consistent view of the current revision that holds off commits until it is disposed; open several to compute in parallel.</summary>
    public GraphReader OpenReader()
    {
        ComputeStack.Current.EnsureIdle("read past the given reader");
        Gate.EnterShared();
        return new GraphReader(this, _revision);
    }

    /// <summary>The recorded dependencies of a derived value at the current revision, down to table rows.</summary>
    public Trace Explain<TKey, TValue>(Derived<TKey, TValue> derived, TKey key)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(derived);
        using var reader = OpenReader();
        reader.TryGet(derived, key, out _);
        return new TraceBuilder().Describe(derived.Entry(key));
    }

    /// <summary>The recorded dependencies of a value as it was last computed; null where it was never asked for.</summary>
    public Trace? Explain(EntryReference entry)
    {
        using var reader = OpenReader();
        return entry.Source.Find(entry.Key) is { } found ? new TraceBuilder().Describe(found) : null;
    }

    /// <summary>
    /// The derived values that, as last computed, read this row, directly or through other values. With <paramref name="membership"/> also those that
    /// only enumerated keys among which the row is: an edit does not reach them, adding or removing the row does.
    /// </summary>
    public ImmutableArray<EntryReference> Dependents<TKey, TValue>(Table<TKey, TValue> table, TKey key, bool membership = false)
        where TKey : notnull
        where TValue : class
    {
        ArgumentNullException.ThrowIfNull(table);
        using var reader = OpenReader();
        return new DependentsFinder(table.CellsShowing(key, membership)).Find(_derived);
    }

    /// <summary>Forgets every derived value that no root reaches by its recorded dependencies, and returns how many that were.</summary>
    /// <remarks>Exclusive like a commit. A forgotten value is simply computed again if someone asks for it.</remarks>
    public int Sweep(IEnumerable<EntryReference> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        ComputeStack.Current.EnsureIdle("sweep");
        lock (_committing)
        {
            Gate.EnterExclusive();
            try
            {
                return Sweeper.Sweep(this, roots, _derived, _tables);
            }
            finally
            {
                Gate.ExitExclusive();
            }
        }
    }

    internal void Raise(Fault fault) => OnFault?.Invoke(fault);

    internal TableMask Register(ITable table)
    {
        lock (_registration)
        {
            Claim(table.Name);
            _tables = _tables.Add(table);
            return Masks.ForTable(_tables.Length - 1);
        }
    }

    internal void Register(IDerived derived)
    {
        lock (_registration)
        {
            Claim(derived.Name);
            _derived = _derived.Add(derived);
        }
    }

    /// <summary>Runs while no commit and no reader is active: for declaring an index over rows that are already there.</summary>
    internal void Exclusively(Action action)
    {
        lock (_committing)
        {
            Gate.EnterExclusive();
            try
            {
                action();
            }
            finally
            {
                Gate.ExitExclusive();
            }
        }
    }

    private void Claim(string name)
    {
        if (!_names.Add(name))
        {
            throw new ArgumentException($"The graph already has a table or derived value named '{name}'.", nameof(name));
        }
    }
}
