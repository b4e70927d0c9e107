namespace MeshControl.Incremental.Internal;

/// <summary>What a commit and a sweep need of a table, whatever its types.</summary>
internal interface ITable
{
    string Name { get; }

    TableMask Mask { get; }

    /// <summary>Finds the staged writes that change a row and their effect on indexes; runs user code and may throw.</summary>
    int Prepare();

    /// <summary>Makes the prepared changes visible; true if there were any.</summary>
    bool Apply(long revision);

    void Discard();

    /// <summary>Drops the placeholders of absent rows and empty buckets that nothing marked refers to.</summary>
    void DropUnmarked(HashSet<Cell> marked);
}
