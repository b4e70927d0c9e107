using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using MeshControl.Grpc.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MeshControl.Grpc.Server;

/// <summary>The messages of one call in both directions; reading and writing never wait for each other.</summary>
/// <remarks>The pipes are taken from the context once: looking there again from another task is a race.</remarks>
internal sealed class ServerStream : IDisposable
{
    // More than this in one go would sit in Kestrel's pooled memory for every slow stream.
    private const int SliceBytes = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly HttpResponse _response;
    private readonly PipeWriter _output;
    private readonly FrameReader _input;
    private readonly FlushGuard _flush;
    private readonly CallLifetime _lifetime;
    private Task? _start;
    private bool _writing;
    private bool _closed;

    public ServerStream(HttpContext http, GrpcServerOptions options, CallLifetime lifetime)
    {
        _response = http.Response;
        _output = http.Response.BodyWriter;
        _lifetime = lifetime;
        _input = new FrameReader(http.Request.BodyReader, options.MaxReceiveMessageBytes, http.Request.Headers[GrpcHeaders.Encoding]);
        _flush = new FlushGuard(_output, lifetime, options);
        _response.ContentType = GrpcHeaders.ContentType;
        _response.Headers[GrpcHeaders.AcceptEncoding] = GrpcHeaders.Identity;
    }

    /// <summary>True after a message was begun and not finished: no status can follow it.</summary>
    public bool Torn { get; private set; }

    /// <summary>Sends the response headers once; peers take them as "the stream is up".</summary>
    public Task StartAsync()
    {
        lock (_gate)
        {
            ThrowIfClosed();
            return _start ??= _flush.FlushAsync(CancellationToken.None).AsTask();
        }
    }

    /// <summary>The requests until the client half-closes or the server wants the stream to end.</summary>
    public async IAsyncEnumerable<T> ReadAllAsync<T>(Func<ReadOnlySequence<byte>, T> decode, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _lifetime.Aborted, _lifetime.Ending);
        while (true)
        {
            (bool HasMessage, T Message) next;
            try
            {
                next = await ReadAsync(decode, stop.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && !_lifetime.Aborted.IsCancellationRequested
                && _lifetime.Ending.IsCancellationRequested)
            {
                yield break;
            }

            if (!next.HasMessage)
            {
                yield break;
            }

            yield return next.Message;
        }
    }

    public async ValueTask<(bool HasMessage, T Message)> ReadAsync<T>(Func<ReadOnlySequence<byte>, T> decode, CancellationToken cancellationToken)
    {
        try
        {
            return await _input.ReadAsync(decode, cancellationToken);
        }
        catch (IOException e)
        {
            _lifetime.Abort(CallEnd.PeerGone);
            throw new OperationCanceledException("the peer closed the stream", e, _lifetime.Aborted);
        }
    }

    public ValueTask WriteAsync(IMessage message, CancellationToken cancellationToken)
    {
        var size = message.CalculateSize();
        return size + FramePrefix.Size <= SliceBytes
            ? WriteSmallAsync(message, size, cancellationToken)
            : WriteAsync(GrpcPayload.Encode(message), cancellationToken);
    }

    public async ValueTask WriteAsync(GrpcPayload payload, CancellationToken cancellationToken)
    {
        await BeginWriteAsync(cancellationToken);
        try
        {
            var cursor = new PayloadCursor(payload);
            while (cursor.Remaining > 0)
            {
                CopySlice(ref cursor);
                await _flush.FlushAsync(cancellationToken);
            }

            Torn = false;
        }
        finally
        {
            EndWrite();
        }
    }

    /// <summary>No write starts after this; false when one is running, and a status would end up inside its message.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            _closed = true;
            return !_writing && !Torn && _start is null or { IsCompleted: true };
        }
    }

    /// <summary>Writes the status: into the headers when nothing was sent yet, else into the trailers.</summary>
    public void SetStatus(GrpcStatus status, IHeaderDictionary? metadata)
    {
        var trailers = _response.HasStarted
            ? _response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers
            : _response.Headers;
        if (trailers is not null)
        {
            StatusTrailers.Write(trailers, status, metadata);
        }
    }

    public void Dispose() => _flush.Dispose();

    private async ValueTask WriteSmallAsync(IMessage message, int size, CancellationToken cancellationToken)
    {
        await BeginWriteAsync(cancellationToken);
        try
        {
            FramePrefix.Write(_output.GetSpan(FramePrefix.Size), size);
            _output.Advance(FramePrefix.Size);
            message.WriteTo(_output);
            await _flush.FlushAsync(cancellationToken);
            Torn = false;
        }
        finally
        {
            EndWrite();
        }
    }

    private void CopySlice(ref PayloadCursor cursor)
    {
        for (var slice = 0; slice < SliceBytes && cursor.Remaining > 0;)
        {
            var span = _output.GetSpan();
            var copied = cursor.CopyTo(span[..Math.Min(span.Length, SliceBytes - slice)]);
            _output.Advance(copied);
            slice += copied;
        }
    }

    private async ValueTask BeginWriteAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _lifetime.Aborted.ThrowIfCancellationRequested();
        await StartAsync();
        lock (_gate)
        {
            ThrowIfClosed();
            if (_writing)
            {
                throw new InvalidOperationException("A message is being written already: a stream has one writer.");
            }

            _writing = true;
            Torn = true;
        }
    }

    private void EndWrite()
    {
        lock (_gate)
        {
            _writing = false;
        }
    }

    private void ThrowIfClosed()
    {
        if (_closed)
        {
            throw new OperationCanceledException("the call has ended", _lifetime.Aborted);
        }
    }
}
