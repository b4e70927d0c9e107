using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MeshControl.Grpc.Tests.RawHttp2;

/// <summary>One HTTP/2 frame as it is on the wire.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Frame(FrameType Type, byte Flags, int StreamId, byte[] Payload)
{
    public const byte EndStreamFlag = 0x1;
    public const byte AckFlag = 0x1;
    public const byte EndHeadersFlag = 0x4;
    public const byte PaddedFlag = 0x8;

    public bool EndStream => Type is FrameType.Data or FrameType.Headers && (Flags & EndStreamFlag) != 0;

    public bool IsAck => (Flags & AckFlag) != 0;

    public uint Number => BinaryPrimitives.ReadUInt32BigEndian(Payload);

    public static byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    public byte[] Encode()
    {
        var bytes = new byte[9 + Payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Payload.Length << 8);
        bytes[3] = (byte)Type;
        bytes[4] = Flags;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), StreamId);
        Payload.CopyTo(bytes, 9);
        return bytes;
    }
}
