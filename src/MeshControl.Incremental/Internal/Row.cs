using MeshControl.Incremental.Diagnostics;

namespace MeshControl.Incremental.Internal;

/// <summary>A table row, or with a null value the placeholder by which its absence is depended on.</summary>
internal sealed class Row<TKey, TValue>(Table<TKey, TValue> table, TKey key) : Cell(table.Mask)
    where TKey : notnull
    where TValue : class
{
    public TKey Key => key;

    public TValue? Value { get; set; }

    public override Trace Describe(TraceBuilder builder) =>
        new(table.Name, key, Value is null ? TraceKind.AbsentRow : TraceKind.Row, new Revision(ChangedAt), []);
}
