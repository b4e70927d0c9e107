using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace MeshControl.Incremental.Internal;

/// <summary>The reader handed to one run of a compute function; records each cell before its content is looked at, so a failed read counts too.</summary>
internal sealed class RecordingReader(ComputeStack stack, DerivedEntry entry, long revision, RecordingReader? outer, int start) : IReader
{
    public DerivedEntry Entry => entry;

    public RecordingReader? Outer => outer;

    /// <summary>Where this run's reads begin in the thread's buffer.</summary>
    public int Start => start;

    /// <summary>The reads so far, once there are too many to look along.</summary>
    public HashSet<Cell>? Seen { get; set; }

    public TValue? Get<TKey, TValue>(Table<TKey, TValue> table, TKey key)
        where TKey : notnull
        where TValue : class
    {
        Check(table.Graph);
        var row = table.FindOrReserve(key);
        stack.Record(this, row);
        return row.Value;
    }

    public TValue Get<TKey, TValue>(Derived<TKey, TValue> derived, TKey key)
        where TKey : notnull
        => Read(derived, key).Result();

    public bool TryGet<TKey, TValue>(Derived<TKey, TValue> derived, TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
        => Read(derived, key).TryResult(out value);

    public ImmutableArray<TKey> Keys<TBucket, TKey, TValue>(Index<TBucket, TKey, TValue> index, TBucket bucket)
        where TBucket : notnull
        where TKey : notnull
        where TValue : class
    {
        Check(index.Table.Graph);
        var cell = index.FindOrReserve(bucket);
        stack.Record(this, cell);
        return cell.Keys;
    }

    public ImmutableArray<TValue> Items<TBucket, TKey, TValue>(Index<TBucket, TKey, TValue> index, TBucket bucket)
        where TBucket : notnull
        where TKey : notnull
        where TValue : class
    {
        Check(index.Table.Graph);
        var cell = index.FindOrReserve(bucket).Items;
        stack.Record(this, cell);
        return cell.Values;
    }

    public ImmutableArray<TKey> Keys<TKey, TValue>(Table<TKey, TValue> table)
        where TKey : notnull
        where TValue : class
    {
        Check(table.Graph);
        var cell = table.All;
        stack.Record(this, cell);
        return cell.Keys;
    }

    public ImmutableArray<TValue> Items<TKey, TValue>(Table<TKey, TValue> table)
        where TKey : notnull
        where TValue : class
    {
        Check(table.Graph);
        var cell = table.All.Items;
        stack.Record(this, cell);
        return cell.Values;
    }

    private DerivedEntry<TKey, TValue> Read<TKey, TValue>(Derived<TKey, TValue> derived, TKey key)
        where TKey : notnull
    {
        Check(derived.Graph);
        var cell = derived.Entry(key);
        stack.Record(this, cell);
        return derived.Read(cell, stack, revision);
    }

    private void Check(Graph graph)
    {
        ComputeStack.EnsureInnermost(this);
        if (!ReferenceEquals(graph, entry.Source.Graph))
        {
            throw new ArgumentException($"{entry} read from another graph.", nameof(graph));
        }
    }
}
