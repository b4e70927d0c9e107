using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MeshControl.Incremental.Diagnostics;

namespace MeshControl.Incremental.Internal;

/// <summary>The rows of one index bucket, or of a whole table, in key order. As a cell it stands for the membership; <see cref="Items"/> adds the values.</summary>
internal sealed class Bucket<TKey, TValue> : Cell
    where TKey : notnull
    where TValue : class
{
    private Row<TKey, TValue>[] _rows = [];
    private TKey[]? _keys;

    public Bucket(string source, object bucket, bool isWholeTable, TableMask mask)
        : base(mask)
    {
        Source = source;
        Name = bucket;
        IsWholeTable = isWholeTable;
        Items = new BucketItems<TKey, TValue>(this);
    }

    public string Source { get; }

    public object Name { get; }

    public bool IsWholeTable { get; }

    public BucketItems<TKey, TValue> Items { get; }

    public bool IsEmpty => _rows.Length == 0;

    public IReadOnlyList<Row<TKey, TValue>> Rows => _rows;

    public ImmutableArray<TKey> Keys
    {
        get
        {
            // Two readers may both build the array; either is right, and the field holds one of them whole.
            var keys = _keys ??= Array.ConvertAll(_rows, static row => row.Key);
            return ImmutableCollectionsMarshal.AsImmutableArray(keys);
        }
    }

    /// <summary>Merges a commit's changes into the sorted rows: O(members), nothing is sorted again but what is new.</summary>
    public void Apply(BucketChange<TKey, TValue> change, long revision)
    {
        if (change.IsMembership)
        {
            _rows = Merge(change.Added, change.Removed);
            _keys = null;
            ChangedAt = revision;
        }

        Items.Invalidate(revision);
    }

    public override Trace Describe(TraceBuilder builder) =>
        new(Source, Name, IsWholeTable ? TraceKind.TableKeys : TraceKind.IndexKeys, new Revision(ChangedAt), []);

    private Row<TKey, TValue>[] Merge(List<Row<TKey, TValue>> added, List<Row<TKey, TValue>> removed)
    {
        var order = KeyOrder<TKey>.Comparer;
        added.Sort((left, right) => order.Compare(left.Key, right.Key));
        removed.Sort((left, right) => order.Compare(left.Key, right.Key));
        var merged = new Row<TKey, TValue>[_rows.Length + added.Count - removed.Count];
        int next = 0, add = 0, remove = 0;
        foreach (var row in _rows)
        {
            if (remove < removed.Count && ReferenceEquals(row, removed[remove]))
            {
                remove++;
                continue;
            }

            while (add < added.Count && order.Compare(added[add].Key, row.Key) < 0)
            {
                merged[next++] = added[add++];
            }

            merged[next++] = row;
        }

        while (add < added.Count)
        {
            merged[next++] = added[add++];
        }

        return merged;
    }
}
