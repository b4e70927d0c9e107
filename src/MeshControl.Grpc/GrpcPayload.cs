using Google.Protobuf;

namespace MeshControl.Grpc;

/// <summary>One already encoded message as a list of byte segments; it is sent as it is and must not change until it is sent.</summary>
public readonly struct GrpcPayload
{
    public GrpcPayload(ReadOnlyMemory<ReadOnlyMemory<byte>> segments)
    {
        Segments = segments;
        long length = 0;
        foreach (var segment in segments.Span)
        {
            length += segment.Length;
        }

        Length = checked((int)length);
    }

    public GrpcPayload(params ReadOnlyMemory<byte>[] segments)
        : this(segments.AsMemory())
    {
    }

    /// <summary>The message, in order; empty segments are allowed.</summary>
    public ReadOnlyMemory<ReadOnlyMemory<byte>> Segments { get; }

    /// <summary>The sum of the segments in bytes, without the five-byte prefix of the wire.</summary>
    public int Length { get; }

    /// <summary>Encodes <paramref name="message"/> now, for a message that many streams will send.</summary>
    public static GrpcPayload Encode(IMessage message) => new(message.ToByteArray());
}
