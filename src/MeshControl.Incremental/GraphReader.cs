using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MeshControl.Incremental.Internal;

namespace MeshControl.Incremental;

/// <summary>An open view of one revision; commits wait until it is disposed. May be used from any thread.</summary>
public sealed class GraphReader : IReader, IDisposable
{
    private readonly Graph _graph;
    private readonly long _revision;
    private int _disposed;

    internal GraphReader(Graph graph, long revision)
    {
        _graph = graph;
        _revision = revision;
    }

    public Revision Revision => new(_revision);

    public TValue? Get<TKey, TValue>(Table<TKey, TValue> table, TKey key)
        where TKey : notnull
        where TValue : class
    {
        Check(table.Graph);
        return table.Find(key)?.Value;
    }

    public TValue Get<TKey, TValue>(Derived<TKey, TValue> derived, TKey key)
        where TKey : notnull
    {
        Check(derived.Graph);
        return derived.Read(derived.Entry(key), ComputeStack.Current, _revision).Result();
    }

    public bool TryGet<TKey, TValue>(Derived<TKey, TValue> derived, TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
    {
        Check(derived.Graph);
        return derived.Read(derived.Entry(key), ComputeStack.Current, _revision).TryResult(out value);
    }

    public ImmutableArray<TKey> Keys<TBucket, TKey, TValue>(Index<TBucket, TKey, TValue> index, TBucket bucket)
        where TBucket : notnull
        where TKey : notnull
        where TValue : class
    {
        Check(index.Table.Graph);
        return index.Find(bucket)?.Keys ?? [];
    }

    public ImmutableArray<TValue> Items<TBucket, TKey, TValue>(Index<TBucket, TKey, TValue> index, TBucket bucket)
        where TBucket : notnull
        where TKey : notnull
        where TValue : class
    {
        Check(index.Table.Graph);
        return index.Find(bucket)?.Items.Values ?? [];
    }

    public ImmutableArray<TKey> Keys<TKey, TValue>(Table<TKey, TValue> table)
        where TKey : notnull
        where TValue : class
    {
        Check(table.Graph);
        return table.All.Keys;
    }

    public ImmutableArray<TValue> Items<TKey, TValue>(Table<TKey, TValue> table)
        where TKey : notnull
        where TValue : class
    {
        Check(table.Graph);
        return table.All.Items.Values;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _graph.Gate.ExitShared();
        }
    }

    private void Check(Graph graph)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        ComputeStack.Current.EnsureIdle("read past the given reader");
        if (!ReferenceEquals(graph, _graph))
        {
            throw new ArgumentException("This reader belongs to another graph.", nameof(graph));
        }
    }
}
