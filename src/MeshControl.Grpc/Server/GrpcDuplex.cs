using System.Buffers;
using Google.Protobuf;

namespace MeshControl.Grpc.Server;

/// <summary>An open stream of requests and responses; one task may read while one other writes.</summary>
/// <remarks>The response headers go out with the first read or write; a <see cref="GrpcStatusException"/> before that is a trailers-only answer.</remarks>
public sealed class GrpcDuplex<TRequest>
{
    private readonly ServerStream _stream;
    private readonly Func<ReadOnlySequence<byte>, TRequest> _decode;

    internal GrpcDuplex(GrpcCall call, ServerStream stream, Func<ReadOnlySequence<byte>, TRequest> decode)
    {
        Call = call;
        _stream = stream;
        _decode = decode;
    }

    public GrpcCall Call { get; }

    /// <summary>Sends the response headers now, for a handler that accepts the stream but has other things to do first.</summary>
    public Task StartAsync() => _stream.StartAsync();

    /// <summary>The requests in order; ends when the client half-closes or <see cref="GrpcCall.Ending"/> is signalled.</summary>
    /// <exception cref="GrpcStatusException">The client broke the framing or a limit; let it end the handler.</exception>
    /// <exception cref="OperationCanceledException">The call was aborted.</exception>
    public IAsyncEnumerable<TRequest> ReadAllAsync(CancellationToken cancellationToken = default) => _stream.ReadAllAsync(_decode, cancellationToken);

    /// <summary>Sends one message and waits until the peer's window and the send buffer took it.</summary>
    /// <exception cref="GrpcStatusException">The peer took no bytes for the write timeout; the stream was reset.</exception>
    /// <exception cref="OperationCanceledException">The call was aborted; cancelling a write that has begun resets the stream.</exception>
    public ValueTask WriteAsync(IMessage message, CancellationToken cancellationToken = default) => _stream.WriteAsync(message, cancellationToken);

    /// <inheritdoc cref="WriteAsync(IMessage, CancellationToken)"/>
    public ValueTask WriteAsync(GrpcPayload payload, CancellationToken cancellationToken = default) => _stream.WriteAsync(payload, cancellationToken);
}
