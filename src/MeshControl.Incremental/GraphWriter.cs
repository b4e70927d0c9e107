using System.Collections.Immutable;
using MeshControl.Incremental.Internal;

namespace MeshControl.Incremental;

/// <summary>The staged writes of one commit; usable only inside <see cref="Graph.Commit"/>.</summary>
public sealed class GraphWriter
{
    private readonly Graph _graph;
    private readonly List<ITable> _staged = [];
    private bool _closed;

    internal GraphWriter(Graph graph) => _graph = graph;

    /// <summary>The row as this commit would leave it: its own writes over the current revision.</summary>
    public TValue? Get<TKey, TValue>(Table<TKey, TValue> table, TKey key)
        where TKey : notnull
        where TValue : class
    {
        Check(table);
        return table.StagedOrCurrent(key);
    }

    /// <summary>Inserts or replaces a row; an equal value leaves the row unchanged.</summary>
    public void Set<TKey, TValue>(Table<TKey, TValue> table, TKey key, TValue value)
        where TKey : notnull
        where TValue : class
    {
        ArgumentNullException.ThrowIfNull(value);
        Check(table);
        Join(table, table.Stage(key, value));
    }

    public void Remove<TKey, TValue>(Table<TKey, TValue> table, TKey key)
        where TKey : notnull
        where TValue : class
    {
        Check(table);
        Join(table, table.Stage(key, null));
    }

    /// <summary>Removes every row, including those this commit has set so far; rows set again to an equal value are unchanged.</summary>
    public void Clear<TKey, TValue>(Table<TKey, TValue> table)
        where TKey : notnull
        where TValue : class
    {
        Check(table);
        Join(table, table.StageClear());
    }

    internal int Prepare()
    {
        var changed = 0;
        foreach (var table in _staged)
        {
            changed += table.Prepare();
        }

        return changed;
    }

    internal ImmutableArray<string> Apply(long revision, out UInt128 touched)
    {
        var names = ImmutableArray.CreateBuilder<string>(_staged.Count);
        touched = UInt128.Zero;
        foreach (var table in _staged)
        {
            if (table.Apply(revision))
            {
                names.Add(table.Name);
                touched |= table.Mask.Bits;
            }
        }

        names.Sort(StringComparer.Ordinal);
        return names.DrainToImmutable();
    }

    internal void Close()
    {
        _closed = true;
        foreach (var table in _staged)
        {
            table.Discard();
        }
    }

    private void Join(ITable table, bool isFirstWrite)
    {
        if (isFirstWrite)
        {
            _staged.Add(table);
        }
    }

    private void Check<TKey, TValue>(Table<TKey, TValue> table)
        where TKey : notnull
        where TValue : class
    {
        ArgumentNullException.ThrowIfNull(table);
        if (_closed)
        {
            throw new InvalidOperationException("The commit this writer belongs to is over.");
        }

        if (!ReferenceEquals(table.Graph, _graph))
        {
            throw new ArgumentException($"Table '{table.Name}' belongs to another graph.", nameof(table));
        }
    }
}
