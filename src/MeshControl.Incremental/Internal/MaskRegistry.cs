using System.Collections.Concurrent;

namespace MeshControl.Incremental.Internal;

/// <summary>Interns table masks. Beyond 128 tables bits are shared, which costs a needless look now and then and never an answer.</summary>
internal sealed class MaskRegistry
{
    private const int Width = 128;
    private readonly ConcurrentDictionary<UInt128, TableMask> _masks = new();

    public MaskRegistry() => Empty = Intern(UInt128.Zero);

    public TableMask Empty { get; }

    public TableMask ForTable(int ordinal) => Intern(UInt128.One << (ordinal % Width));

    public TableMask Intern(UInt128 bits) =>
        _masks.TryGetValue(bits, out var mask) ? mask : _masks.GetOrAdd(bits, static b => new TableMask(b));

    /// <summary>Called by a commit, while nobody reads.</summary>
    public void Touch(UInt128 bits, long revision)
    {
        foreach (var mask in _masks.Values)
        {
            if ((mask.Bits & bits) != UInt128.Zero)
            {
                mask.ChangedAt = revision;
            }
        }
    }
}
