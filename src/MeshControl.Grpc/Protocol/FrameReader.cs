using System.Buffers;
using System.IO.Pipelines;
using Google.Protobuf;

namespace MeshControl.Grpc.Protocol;

/// <summary>Cuts messages out of a byte stream, whatever the borders of the DATA frames were.</summary>
internal sealed class FrameReader(PipeReader input, int maxMessageBytes, string? encoding)
{
    /// <summary>The next message decoded from memory that is valid only during <paramref name="decode"/>; no value at the end of the stream.</summary>
    /// <exception cref="GrpcStatusException">INTERNAL for broken framing or an unparsable message, RESOURCE_EXHAUSTED for one
    /// above the limit (before its body is buffered), UNIMPLEMENTED for a compressed one.</exception>
    public async ValueTask<(bool HasMessage, T Message)> ReadAsync<T>(Func<ReadOnlySequence<byte>, T> decode, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (FramePrefix.TryRead(buffer, out var prefix))
            {
                Check(prefix);
                var body = buffer.Slice(FramePrefix.Size);
                if (body.Length >= prefix.Length)
                {
                    body = body.Slice(0, prefix.Length);
                    var message = Decode(decode, body);
                    input.AdvanceTo(body.End);
                    return (true, message);
                }
            }

            if (result.IsCompleted)
            {
                if (!buffer.IsEmpty)
                {
                    throw new GrpcStatusException(GrpcStatusCode.Internal, "incomplete message: the stream ended in the middle of it");
                }

                return default;
            }

            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private void Check(FramePrefix prefix)
    {
        if (prefix.Flag > 1)
        {
            throw new GrpcStatusException(GrpcStatusCode.Internal, $"bad compressed flag {prefix.Flag} in the message prefix");
        }

        if (prefix.Flag == 1)
        {
            throw encoding is null or GrpcHeaders.Identity
                ? new GrpcStatusException(GrpcStatusCode.Internal, "compressed message without a grpc-encoding")
                : new GrpcStatusException(GrpcStatusCode.Unimplemented, $"grpc-encoding {encoding} is not supported");
        }

        if (prefix.Length > maxMessageBytes)
        {
            throw new GrpcStatusException(GrpcStatusCode.ResourceExhausted, $"message of {prefix.Length} bytes is above the limit of {maxMessageBytes}");
        }
    }

    private static T Decode<T>(Func<ReadOnlySequence<byte>, T> decode, in ReadOnlySequence<byte> body)
    {
        try
        {
            return decode(body);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new GrpcStatusException(GrpcStatusCode.Internal, $"cannot parse the message: {e.Message}", e);
        }
    }
}
