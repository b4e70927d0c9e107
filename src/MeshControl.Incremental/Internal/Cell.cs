using MeshControl.Incremental.Diagnostics;

namespace MeshControl.Incremental.Internal;

/// <summary>Anything that can be depended on: a row, a bucket's membership, a bucket's values, a derived value.</summary>
internal abstract class Cell(TableMask mask)
{
    /// <summary>The revision at which what a reader sees here last changed.</summary>
    public long ChangedAt;

    /// <summary>The tables this cell's content can depend on.</summary>
    public TableMask Mask = mask;

    /// <summary>Brings the cell up to <paramref name="revision"/>; facts always are.</summary>
    public virtual void Refresh(ComputeStack stack, long revision)
    {
    }

    public virtual IReadOnlyList<Cell> Dependencies => [];

    public abstract Trace Describe(TraceBuilder builder);
}
