namespace MeshControl.Incremental.Internal;

/// <summary>A prepared write: the row and the value it is about to have, null when it is removed.</summary>
internal readonly record struct RowChange<TKey, TValue>(Row<TKey, TValue> Row, TValue? Value)
    where TKey : notnull
    where TValue : class;
