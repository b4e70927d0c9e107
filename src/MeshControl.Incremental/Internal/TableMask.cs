namespace MeshControl.Incremental.Internal;

/// <summary>An interned set of tables and when one of them last changed: lets a derived value be confirmed without a look at its dependencies.</summary>
internal sealed class TableMask(UInt128 bits)
{
    public UInt128 Bits { get; } = bits;

    /// <summary>Zero until the first change after it was interned, which is enough: who holds a mask was verified when it was interned or later.</summary>
    public long ChangedAt { get; set; }
}
