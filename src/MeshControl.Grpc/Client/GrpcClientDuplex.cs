using System.Buffers;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using MeshControl.Grpc.Protocol;

namespace MeshControl.Grpc.Client;

/// <summary>An open stream; one task may write while one other reads. Disposing it before it ended cancels the call.</summary>
public sealed class GrpcClientDuplex<TResponse> : IAsyncDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly HttpMessageInvoker _invoker;
    private readonly HttpRequestMessage _request;
    private readonly DuplexContent _content;
    private readonly Func<ReadOnlySequence<byte>, TResponse> _decode;
    private readonly int _maxMessageBytes;
    private readonly bool _ownsInvoker;
    private Task<HttpResponseMessage>? _response;
    private Stream? _output;
    private FrameReader? _input;

    internal GrpcClientDuplex(
        HttpMessageInvoker invoker,
        HttpRequestMessage request,
        DuplexContent content,
        Func<ReadOnlySequence<byte>, TResponse> decode,
        int maxMessageBytes,
        bool ownsInvoker)
    {
        _invoker = invoker;
        _request = request;
        _content = content;
        _decode = decode;
        _maxMessageBytes = maxMessageBytes;
        _ownsInvoker = ownsInvoker;
    }

    /// <summary>How the call ended; null while it is open, and until reading came to its end.</summary>
    public GrpcStatus? Status { get; private set; }

    /// <summary>Waits for the response headers: the server has accepted the stream.</summary>
    /// <exception cref="GrpcStatusException">There is no connection any more.</exception>
    public async Task WaitForHeadersAsync(CancellationToken cancellationToken = default) => await ResponseAsync(cancellationToken);

    /// <summary>Sends one message, waiting while the server's window is full.</summary>
    /// <exception cref="GrpcStatusException">The stream is over; <see cref="ReadAllAsync(CancellationToken)"/> tells the server's reason.</exception>
    public ValueTask WriteAsync(IMessage message, CancellationToken cancellationToken = default) =>
        GuardAsync(FrameSender.SendAsync(Output, message, cancellationToken));

    /// <inheritdoc cref="WriteAsync(IMessage, CancellationToken)"/>
    public ValueTask WriteAsync(GrpcPayload payload, CancellationToken cancellationToken = default) =>
        GuardAsync(FrameSender.SendAsync(Output, payload, cancellationToken));

    /// <summary>Half-closes: no more requests will come.</summary>
    public Task CompleteAsync()
    {
        _content.Complete();
        return Task.CompletedTask;
    }

    /// <summary>The responses in order, until the server ends the call with OK.</summary>
    /// <exception cref="GrpcStatusException">The call ended otherwise.</exception>
    public IAsyncEnumerable<TResponse> ReadAllAsync(CancellationToken cancellationToken = default) => ReadAllAsync(_decode, cancellationToken);

    /// <summary>As above with a decoder of one's own; its bytes are valid only during the call.</summary>
    public async IAsyncEnumerable<T> ReadAllAsync<T>(Func<ReadOnlySequence<byte>, T> decode, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await ResponseAsync(cancellationToken);
        // Kept, so that a reader who stopped after some messages can go on later.
        _input ??= await ResponseBody.OpenAsync(response, _maxMessageBytes, cancellationToken);
        while (true)
        {
            (bool HasMessage, T Message) next;
            try
            {
                next = await _input.ReadAsync(decode, cancellationToken);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                throw new GrpcStatusException(End(TransportErrors.ToStatus(e)));
            }

            if (!next.HasMessage)
            {
                break;
            }

            yield return next.Message;
        }

        var status = End(ResponseStatus.Read(response));
        if (status.Code != GrpcStatusCode.Ok)
        {
            throw ResponseStatus.ToException(response, status);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _content.Complete();
        if (Status is null)
        {
            await _cancel.CancelAsync();
        }

        if (_response is not null)
        {
            await _response.ContinueWith(static t => (t.IsCompletedSuccessfully ? t.Result : null)?.Dispose(), TaskScheduler.Default);
        }

        _request.Dispose();
        if (_ownsInvoker)
        {
            _invoker.Dispose();
        }

        _cancel.Dispose();
    }

    internal async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            _response = _invoker.SendAsync(_request, _cancel.Token);
            await Task.WhenAny(_content.Stream, _response).WaitAsync(cancellationToken);
            if (!_content.Stream.IsCompleted)
            {
                await ResponseAsync(cancellationToken);
            }

            _output = await _content.Stream.WaitAsync(cancellationToken);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private Stream Output => _output ?? throw new InvalidOperationException("The stream is not open.");

    private GrpcStatus End(GrpcStatus status)
    {
        Status = status;
        _content.Complete();
        return status;
    }

    private async Task<HttpResponseMessage> ResponseAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _response!.WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new GrpcStatusException(End(TransportErrors.ToStatus(e)));
        }
    }

    private async ValueTask GuardAsync(ValueTask write)
    {
        try
        {
            await write;
        }
        catch (ObjectDisposedException)
        {
            throw new GrpcStatusException(Status ?? new GrpcStatus(GrpcStatusCode.Unavailable, "the server has ended the stream"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new GrpcStatusException(TransportErrors.ToStatus(e));
        }
        catch (OperationCanceledException)
        {
            // Half a message may be out, so nothing can follow it.
            await _cancel.CancelAsync();
            throw;
        }
    }
}
