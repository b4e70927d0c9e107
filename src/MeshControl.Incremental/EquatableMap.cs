namespace MeshControl.Incremental;

/// <summary>Makes <see cref="EquatableMap{TKey,TValue}"/> values.</summary>
public static class EquatableMap
{
    public static EquatableMap<TKey, TValue> Create<TKey, TValue>(ReadOnlySpan<KeyValuePair<TKey, TValue>> entries)
        where TKey : notnull
        => new(entries.ToArray());

    public static EquatableMap<TKey, TValue> ToEquatableMap<TKey, TValue>(this IEnumerable<KeyValuePair<TKey, TValue>> entries)
        where TKey : notnull
        => new(entries);
}
