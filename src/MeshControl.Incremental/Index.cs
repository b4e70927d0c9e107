using System.Collections.Concurrent;
using MeshControl.Incremental.Internal;

namespace MeshControl.Incremental;

/// <summary>The rows of a table by bucket; a row is in each bucket that the pure function <c>extract</c> names for it (duplicates count once).</summary>
public sealed class Index<TBucket, TKey, TValue> : IRowIndex<TKey, TValue>
    where TBucket : notnull
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TBucket, Bucket<TKey, TValue>> _buckets = new();
    private readonly Dictionary<TBucket, BucketChange<TKey, TValue>> _staged = [];
    private readonly HashSet<TBucket> _before = [];
    private readonly HashSet<TBucket> _after = [];
    private readonly Func<TKey, TValue, IEnumerable<TBucket>> _extract;

    public Index(Table<TKey, TValue> table, string name, Func<TKey, TValue, IEnumerable<TBucket>> extract)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(extract);
        Table = table;
        Name = name;
        _extract = extract;
        table.Attach(this);
    }

    public Index(Table<TKey, TValue> table, string name, Func<TValue, IEnumerable<TBucket>> extract)
        : this(table, name, (_, value) => extract(value))
    {
    }

    public Table<TKey, TValue> Table { get; }

    public string Name { get; }

    public override string ToString() => Name;

    internal Bucket<TKey, TValue>? Find(TBucket bucket) => _buckets.GetValueOrDefault(bucket);

    internal Bucket<TKey, TValue> FindOrReserve(TBucket bucket) =>
        _buckets.TryGetValue(bucket, out var found) ? found : _buckets.GetOrAdd(bucket, static (b, self) => new(self.Name, b, isWholeTable: false, self.Table.Mask), this);

    void IRowIndex<TKey, TValue>.Stage(Row<TKey, TValue> row, TValue? before, TValue? after)
    {
        Fill(_before, row.Key, before);
        Fill(_after, row.Key, after);
        foreach (var bucket in _before)
        {
            Change(bucket).Note(row, wasIn: true, isIn: _after.Remove(bucket));
        }

        foreach (var bucket in _after)
        {
            Change(bucket).Note(row, wasIn: false, isIn: true);
        }
    }

    void IRowIndex<TKey, TValue>.Apply(long revision)
    {
        foreach (var (bucket, change) in _staged)
        {
            FindOrReserve(bucket).Apply(change, revision);
        }

        _staged.Clear();
    }

    void IRowIndex<TKey, TValue>.Discard() => _staged.Clear();

    IEnumerable<Bucket<TKey, TValue>> IRowIndex<TKey, TValue>.BucketsOf(Row<TKey, TValue> row) =>
        row.Value is null ? [] : _extract(row.Key, row.Value).Distinct().Select(FindOrReserve);

    void IRowIndex<TKey, TValue>.DropUnmarked(HashSet<Cell> marked)
    {
        foreach (var (key, bucket) in _buckets)
        {
            if (bucket.IsEmpty && !marked.Contains(bucket) && !marked.Contains(bucket.Items))
            {
                _buckets.TryRemove(key, out _);
            }
        }
    }

    private void Fill(HashSet<TBucket> buckets, TKey key, TValue? value)
    {
        buckets.Clear();
        if (value is not null)
        {
            buckets.UnionWith(_extract(key, value));
        }
    }

    private BucketChange<TKey, TValue> Change(TBucket bucket)
    {
        if (!_staged.TryGetValue(bucket, out var change))
        {
            _staged.Add(bucket, change = new BucketChange<TKey, TValue>());
        }

        return change;
    }
}
