namespace MeshControl.Incremental.Internal;

/// <summary>An interned set of tables and when one of them last changed: lets a derived value be confirmed without a look at its dependencies.</summary>
internal sealed class TableMask(UInt128 bits, long changedAt)
{
    public UInt128 Bits { get; } = bits;

    public long ChangedAt { get; set; } = changedAt;
}
