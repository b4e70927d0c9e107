using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Channels;

namespace MeshControl.Server.RateLimiting.Redis;

/// <summary>One connection: commands go out as they come, answers come back in the same order. After its first failure it is of no more use.</summary>
internal sealed class RespConnection : IAsyncDisposable
{
    private readonly NetworkStream _stream;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<(ReadOnlyMemory<byte> Bytes, TaskCompletionSource<object?> Reply)> _outgoing =
        Channel.CreateUnbounded<(ReadOnlyMemory<byte>, TaskCompletionSource<object?>)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly ConcurrentQueue<TaskCompletionSource<object?>> _waiting = new();
    private readonly Task _work;

    private RespConnection(NetworkStream stream)
    {
        _stream = stream;
        _work = Task.WhenAll(RunAsync(WriteAsync), RunAsync(ReadAsync));
    }

    public bool IsBroken { get; private set; }

    /// <exception cref="SocketException">Nobody is there.</exception>
    public static async Task<RespConnection> OpenAsync(string host, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken);
            return new RespConnection(new NetworkStream(socket, ownsSocket: true));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The reply to a command.</summary>
    /// <exception cref="RedisException">The server refuses the command.</exception>
    /// <exception cref="IOException">The connection is lost; whether the command was carried out is not known.</exception>
    public async Task<object?> SendAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
    {
        var reply = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_outgoing.Writer.TryWrite((command, reply)))
        {
            throw new IOException("the connection is lost");
        }

        return await reply.Task.WaitAsync(cancellationToken) is RedisException error ? throw error : reply.Task.Result;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        await _stream.DisposeAsync();
        _stop.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task> loop)
    {
        await Task.Yield();
        var problem = "the connection is closed";
        try
        {
            await loop(_stop.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            problem = e.Message;
        }

        IsBroken = true;
        _outgoing.Writer.TryComplete();
        await _stop.CancelAsync();
        while (_outgoing.Reader.TryRead(out var unsent))
        {
            unsent.Reply.TrySetException(new IOException(problem));
        }

        while (_waiting.TryDequeue(out var reply))
        {
            reply.TrySetException(new IOException(problem));
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var output = PipeWriter.Create(_stream, new StreamPipeWriterOptions(leaveOpen: true));
        while (await _outgoing.Reader.WaitToReadAsync(cancellationToken))
        {
            // All that has come meanwhile goes out in one packet.
            while (_outgoing.Reader.TryRead(out var command))
            {
                _waiting.Enqueue(command.Reply);
                output.Write(command.Bytes.Span);
            }

            await output.FlushAsync(cancellationToken);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var reader = new RespReader(PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true)));
        while (true)
        {
            var reply = await reader.ReadAsync(cancellationToken);
            if (!_waiting.TryDequeue(out var waiting))
            {
                throw new IOException("the server said something unasked");
            }

            waiting.TrySetResult(reply);
        }
    }
}
