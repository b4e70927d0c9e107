using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>Stands for every pod: listens on all loopback addresses, one real port for each port of the world, and answers with what it got and where.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    public const string Marker = "x-echo";

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<int, Lazy<Socket>> _listeners = new();

    /// <summary>The real port that stands for a port of the world.</summary>
    public int PortFor(int port) => ((IPEndPoint)_listeners.GetOrAdd(port, number => new Lazy<Socket>(() => Listen(number))).Value.LocalEndPoint!).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var listener in _listeners.Values)
        {
            listener.Value.Dispose();
        }

        _stop.Dispose();
    }

    private Socket Listen(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        socket.Listen(512);
        _ = AcceptAsync(socket, port);
        return socket;
    }

    private async Task AcceptAsync(Socket listener, int port)
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptAsync(_stop.Token), port);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket connection, int port)
    {
        using var _ = connection;
        var buffer = new byte[32 * 1024];
        var filled = 0;
        try
        {
            while (await connection.ReceiveAsync(buffer.AsMemory(filled), _stop.Token) is var read and > 0)
            {
                filled += read;
                var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
                if (end >= 0 && buffer.AsSpan(0, filled).IndexOf(" HTTP/1.1\r\n"u8) >= 0)
                {
                    var body = $"{((IPEndPoint)connection.LocalEndPoint!).Address}:{port}\n{Encoding.Latin1.GetString(buffer, 0, end)}";
                    var answer = $"HTTP/1.1 200 OK\r\n{Marker}: 1\r\nx-up: up\r\nx-out: out\r\ncontent-length: {Encoding.Latin1.GetByteCount(body)}\r\n\r\n{body}";
                    await connection.SendAsync(Encoding.Latin1.GetBytes(answer), _stop.Token);
                    filled = 0;
                }
                else if (buffer[0] == 0x16 || buffer[0] == (byte)'\u007f')
                {
                    await connection.SendAsync(Encoding.Latin1.GetBytes($"RAW {((IPEndPoint)connection.LocalEndPoint!).Address}:{port}\n"), _stop.Token);
                    filled = 0;
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy went away.
        }
    }
}
