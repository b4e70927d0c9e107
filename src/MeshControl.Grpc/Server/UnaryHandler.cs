using System.Buffers;
using Google.Protobuf;

namespace MeshControl.Grpc.Server;

/// <summary>Exactly one message in, one out.</summary>
internal static class UnaryHandler
{
    public static async Task RunAsync<TRequest>(
        GrpcCall call, ServerStream stream, Func<ReadOnlySequence<byte>, TRequest> decode, Func<TRequest, GrpcCall, ValueTask<IMessage>> handler)
    {
        var (hasMessage, request) = await stream.ReadAsync(decode, call.Aborted);
        if (!hasMessage)
        {
            throw new GrpcStatusException(GrpcStatusCode.Internal, "the request has no message");
        }

        if ((await stream.ReadAsync(decode, call.Aborted)).HasMessage)
        {
            throw new GrpcStatusException(GrpcStatusCode.Internal, "the request of a unary call has more than one message");
        }

        await stream.WriteAsync(await handler(request, call), call.Aborted);
    }
}
