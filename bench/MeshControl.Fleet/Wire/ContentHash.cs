using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace MeshControl.Fleet.Wire;

/// <summary>A 64-bit hash fed in pieces; how the bytes are cut does not matter. Only for telling equal contents within one run.</summary>
internal struct ContentHash
{
    private const ulong Multiplier = 0x9FB21C651E98DF25;

    private ulong _state;
    private ulong _pending;
    private int _pendingBytes;

    public static ulong Of(byte kind, in ReadOnlySequence<byte> bytes)
    {
        var hash = default(ContentHash);
        hash.Add(bytes);
        hash.Mix(kind);
        return hash.Finish();
    }

    /// <summary>Adds a word; the bytes added before must be whole words.</summary>
    public void Add(ulong word) => Mix(word);

    public void Add(in ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
            Add(segment.Span);
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (_pendingBytes > 0 && !bytes.IsEmpty)
        {
            Pend(bytes[0]);
            bytes = bytes[1..];
        }
        for (; bytes.Length >= 8; bytes = bytes[8..])
            Mix(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var one in bytes)
            Pend(one);
    }

    public readonly ulong Finish()
    {
        var last = this;
        last.Mix(_pending ^ ((ulong)_pendingBytes << 56));
        return last._state ^ (last._state >> 29);
    }

    private void Pend(byte one)
    {
        _pending |= (ulong)one << (8 * _pendingBytes);
        if (++_pendingBytes < 8)
            return;
        Mix(_pending);
        (_pending, _pendingBytes) = (0, 0);
    }

    private void Mix(ulong word) => _state = BitOperations.RotateLeft((_state ^ word) * Multiplier, 29) + word;
}
