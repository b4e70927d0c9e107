namespace MeshControl.Incremental.Internal;

/// <summary>The order in which keys are enumerated: their own, ordinal for strings.</summary>
internal static class KeyOrder<TKey>
{
    public static readonly IComparer<TKey> Comparer = Create();

    private static IComparer<TKey> Create()
    {
        if (typeof(TKey) == typeof(string))
        {
            return (IComparer<TKey>)(object)StringComparer.Ordinal;
        }

        return typeof(IComparable<TKey>).IsAssignableFrom(typeof(TKey)) || typeof(IComparable).IsAssignableFrom(typeof(TKey))
            ? Comparer<TKey>.Default
            : Comparer<TKey>.Create((_, _) => throw new InvalidOperationException(
                $"{typeof(TKey)} is enumerated as a key and has no order: implement IComparable<{typeof(TKey).Name}>."));
    }
}
