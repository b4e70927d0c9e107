namespace MeshControl.Incremental.Internal;

/// <summary>An index as its table sees it.</summary>
internal interface IRowIndex<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    void Stage(Row<TKey, TValue> row, TValue? before, TValue? after);

    void Apply(long revision);

    void Discard();

    IEnumerable<Bucket<TKey, TValue>> BucketsOf(Row<TKey, TValue> row);

    void DropUnmarked(HashSet<Cell> marked);
}
