using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MeshControl.Grpc.Protocol;

/// <summary>The five bytes before every message: a compressed flag and a big-endian length.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FramePrefix(byte Flag, uint Length)
{
    public const int Size = 5;

    /// <summary>False when <paramref name="buffer"/> does not hold the five bytes yet.</summary>
    public static bool TryRead(in ReadOnlySequence<byte> buffer, out FramePrefix prefix)
    {
        if (buffer.Length < Size)
        {
            prefix = default;
            return false;
        }

        Span<byte> bytes = stackalloc byte[Size];
        buffer.Slice(0, Size).CopyTo(bytes);
        prefix = new FramePrefix(bytes[0], BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]));
        return true;
    }

    public static void Write(Span<byte> destination, int length)
    {
        destination[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(destination[1..], (uint)length);
    }
}
