using System.Net.WebSockets;
using System.Text;

namespace MeshControl.Kubernetes.PortForwarding;

/// <summary>
/// The bytes of one forwarded port. Each message begins with its channel: 0 is data, 1 says what went wrong; the first message of a channel is the port's
/// number. The protocol cannot close one direction alone.
/// </summary>
internal sealed class PortForwardStream(ClientWebSocket socket) : Stream
{
    private const int LargestWrite = 32 * 1024;

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly byte[] _frame = new byte[LargestWrite + 1];
    private readonly bool[] _greeted = new bool[2];
    private ReadOnlyMemory<byte> _rest;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty)
        {
            if (!await ReceiveAsync(cancellationToken))
                return 0;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            while (!buffer.IsEmpty)
            {
                var count = Math.Min(buffer.Length, LargestWrite);
                _frame[0] = 0;
                buffer[..count].CopyTo(_frame.AsMemory(1));
                await socket.SendAsync(_frame.AsMemory(0, count + 1), WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
                buffer = buffer[count..];
            }
        }
        catch (WebSocketException failure)
        {
            throw new IOException($"port-forward: {failure.Message}", failure);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("asynchronous only");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("asynchronous only");

    public override void Flush()
    {
        // Each write is sent at once.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            socket.Abort();
            socket.Dispose();
            _writing.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Takes one message, or a piece of it that fills the buffer; false when the other side has closed.</summary>
    private async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close)
                    return false;
                length += received.Count;
                if (received.EndOfMessage)
                    break;
                if (length == _buffer.Length)
                    throw new IOException("port-forward: a message longer than any kubelet sends");
            }
        }
        catch (WebSocketException failure)
        {
            throw new IOException($"port-forward: {failure.Message}", failure);
        }

        if (length > 0)
            Take(_buffer[0], _buffer.AsMemory(1, length - 1));
        return true;
    }

    private void Take(byte channel, ReadOnlyMemory<byte> message)
    {
        if (channel > 1)
            return;
        if (!_greeted[channel])
        {
            // The port's number, sent once a channel.
            _greeted[channel] = true;
            message = message.Length > 2 ? message[2..] : default;
        }

        if (channel == 1 && !message.IsEmpty)
            throw new IOException($"port-forward: {Encoding.UTF8.GetString(message.Span).Trim()}");
        _rest = message;
    }
}
