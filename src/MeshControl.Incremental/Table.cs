using System.Collections.Concurrent;
using MeshControl.Incremental.Internal;

namespace MeshControl.Incremental;

/// <summary>Facts by key, written only in commits; <c>equality</c> (the values' own by default) decides whether a write changes a row.</summary>
public sealed class Table<TKey, TValue> : ITable
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, Row<TKey, TValue>> _rows = new();
    private readonly Dictionary<TKey, TValue?> _staged = [];
    private readonly List<RowChange<TKey, TValue>> _changes = [];
    private readonly IEqualityComparer<TValue> _equality;
    private readonly Lock _enumeration = new();
    private IRowIndex<TKey, TValue>[] _indexes = [];
    private Bucket<TKey, TValue>? _all;
    private bool _isStaged;

    public Table(Graph graph, string name, IEqualityComparer<TValue>? equality = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentException.ThrowIfNullOrEmpty(name);
        Graph = graph;
        Name = name;
        _equality = equality ?? EqualityComparer<TValue>.Default;
        Mask = graph.Register(this);
    }

    public Graph Graph { get; }

    public string Name { get; }

    TableMask ITable.Mask => Mask;

    internal TableMask Mask { get; }

    /// <summary>The bucket of every row, kept up to date by commits once somebody has enumerated the table.</summary>
    internal Bucket<TKey, TValue> All
    {
        get
        {
            if (Volatile.Read(ref _all) is { } all)
            {
                return all;
            }

            lock (_enumeration)
            {
                if (_all is null)
                {
                    var bucket = new Bucket<TKey, TValue>(Name, "*", isWholeTable: true, Mask);
                    bucket.Apply(new BucketChange<TKey, TValue> { Added = [.. _rows.Values.Where(r => r.Value is not null)] }, revision: 0);
                    Volatile.Write(ref _all, bucket);
                }

                return _all;
            }
        }
    }

    public override string ToString() => Name;

    internal Row<TKey, TValue>? Find(TKey key) => _rows.GetValueOrDefault(key);

    internal Row<TKey, TValue> FindOrReserve(TKey key) =>
        _rows.TryGetValue(key, out var row) ? row : _rows.GetOrAdd(key, static (k, table) => new Row<TKey, TValue>(table, k), this);

    internal TValue? StagedOrCurrent(TKey key) => _staged.TryGetValue(key, out var value) ? value : Find(key)?.Value;

    /// <summary>True when this is the commit's first write to the table.</summary>
    internal bool Stage(TKey key, TValue? value)
    {
        _staged[key] = value;
        return MarkStaged();
    }

    internal bool StageClear()
    {
        _staged.Clear();
        foreach (var (key, row) in _rows)
        {
            if (row.Value is not null)
            {
                _staged.Add(key, null);
            }
        }

        return MarkStaged();
    }

    internal void Attach(IRowIndex<TKey, TValue> index) => Graph.Exclusively(() =>
    {
        foreach (var row in _rows.Values)
        {
            if (row.Value is not null)
            {
                index.Stage(row, null, row.Value);
            }
        }

        index.Apply(Graph.Current.Number);
        _indexes = [.. _indexes, index];
    });

    /// <summary>The cells through which a reader can have seen the row.</summary>
    internal IEnumerable<Cell> CellsShowing(TKey key, bool membership)
    {
        if (Find(key) is not { } row)
        {
            yield break;
        }

        yield return row;
        var buckets = _indexes.SelectMany(index => index.BucketsOf(row));
        foreach (var bucket in _all is null ? buckets : buckets.Append(_all))
        {
            if (row.Value is not null)
            {
                yield return bucket.Items;
            }

            if (membership)
            {
                yield return bucket;
            }
        }
    }

    int ITable.Prepare()
    {
        foreach (var (key, value) in _staged)
        {
            var before = Find(key)?.Value;
            if (ReferenceEquals(before, value) || (before is not null && value is not null && _equality.Equals(before, value)))
            {
                continue;
            }

            var row = FindOrReserve(key);
            _changes.Add(new RowChange<TKey, TValue>(row, value));
            foreach (var index in _indexes)
            {
                index.Stage(row, before, value);
            }
        }

        return _changes.Count;
    }

    bool ITable.Apply(long revision)
    {
        var whole = _all is null ? null : new BucketChange<TKey, TValue>();
        foreach (var (row, value) in _changes)
        {
            whole?.Note(row, row.Value is not null, value is not null);
            row.Value = value;
            row.ChangedAt = revision;
        }

        if (whole is not null && _changes.Count > 0)
        {
            _all!.Apply(whole, revision);
        }

        foreach (var index in _indexes)
        {
            index.Apply(revision);
        }

        return _changes.Count > 0;
    }

    void ITable.Discard()
    {
        _isStaged = false;
        _staged.Clear();
        _changes.Clear();
        foreach (var index in _indexes)
        {
            index.Discard();
        }
    }

    void ITable.DropUnmarked(HashSet<Cell> marked)
    {
        foreach (var (key, row) in _rows)
        {
            if (row.Value is null && !marked.Contains(row))
            {
                _rows.TryRemove(key, out _);
            }
        }

        foreach (var index in _indexes)
        {
            index.DropUnmarked(marked);
        }
    }

    private bool MarkStaged()
    {
        var isFirst = !_isStaged;
        _isStaged = true;
        return isFirst;
    }
}
