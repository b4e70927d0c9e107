using System.Buffers;
using Google.Protobuf;
using MeshControl.Grpc.Protocol;

namespace MeshControl.Grpc.Client;

/// <summary>Writes messages to a request body in slices, holding a buffer only while it writes.</summary>
internal static class FrameSender
{
    private const int SliceBytes = 64 * 1024;

    public static async ValueTask SendAsync(Stream output, GrpcPayload payload, CancellationToken cancellationToken)
    {
        var cursor = new PayloadCursor(payload);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(cursor.Remaining, SliceBytes));
        try
        {
            while (cursor.Remaining > 0)
            {
                var filled = cursor.CopyTo(buffer);
                await output.WriteAsync(buffer.AsMemory(0, filled), cancellationToken);
            }

            await output.FlushAsync(cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static async ValueTask SendAsync(Stream output, IMessage message, CancellationToken cancellationToken)
    {
        var size = message.CalculateSize();
        var buffer = ArrayPool<byte>.Shared.Rent(size + FramePrefix.Size);
        try
        {
            FramePrefix.Write(buffer, size);
            message.WriteTo(buffer.AsSpan(FramePrefix.Size, size));
            await output.WriteAsync(buffer.AsMemory(0, size + FramePrefix.Size), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
