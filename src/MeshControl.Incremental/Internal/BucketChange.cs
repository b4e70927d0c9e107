namespace MeshControl.Incremental.Internal;

/// <summary>What one commit does to one bucket.</summary>
internal sealed class BucketChange<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    public List<Row<TKey, TValue>> Added { get; init; } = [];

    public List<Row<TKey, TValue>> Removed { get; } = [];

    public bool IsMembership => Added.Count + Removed.Count > 0;

    public void Note(Row<TKey, TValue> row, bool wasIn, bool isIn)
    {
        if (wasIn != isIn)
        {
            (isIn ? Added : Removed).Add(row);
        }
    }
}
