using System.Collections.Concurrent;

namespace MeshControl.Incremental.Internal;

/// <summary>Interns table masks. Beyond 128 tables bits are shared, which costs a needless look now and then and never an answer.</summary>
internal sealed class MaskRegistry
{
    private const int Width = 128;
    private readonly ConcurrentDictionary<UInt128, TableMask> _masks = new();
    private readonly long[] _changedAt = new long[Width];

    public MaskRegistry() => Empty = Intern(UInt128.Zero);

    public TableMask Empty { get; }

    public TableMask ForTable(int ordinal) => Intern(UInt128.One << (ordinal % Width));

    public TableMask Intern(UInt128 bits) =>
        _masks.TryGetValue(bits, out var mask) ? mask : _masks.GetOrAdd(bits, static (b, self) => new TableMask(b, self.LastChange(b)), this);

    /// <summary>Called by a commit, while nobody reads.</summary>
    public void Touch(UInt128 bits, long revision)
    {
        for (var bit = 0; bit < Width; bit++)
        {
            if ((bits >> bit & UInt128.One) != UInt128.Zero)
            {
                _changedAt[bit] = revision;
            }
        }

        foreach (var mask in _masks.Values)
        {
            if ((mask.Bits & bits) != UInt128.Zero)
            {
                mask.ChangedAt = revision;
            }
        }
    }

    private long LastChange(UInt128 bits)
    {
        var last = 0L;
        for (var bit = 0; bit < Width; bit++)
        {
            if ((bits >> bit & UInt128.One) != UInt128.Zero)
            {
                last = Math.Max(last, _changedAt[bit]);
            }
        }

        return last;
    }
}
