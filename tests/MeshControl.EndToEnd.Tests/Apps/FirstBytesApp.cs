using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Apps;

/// <summary>A TCP server that sends the first bytes of each connection back, and closes it.</summary>
internal sealed class FirstBytesApp : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _received = [];
    private readonly Socket _listener;
    private readonly Task _loop;

    public FirstBytesApp(NetworkNamespace place, int port)
    {
        _listener = place.Bind(new IPEndPoint(IPAddress.Any, port));
        _listener.Listen();
        _loop = RunAsync();
    }

    /// <summary>The first bytes of every connection so far, as text.</summary>
    public IReadOnlyCollection<string> Received => _received;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _loop;
    }

    private async Task RunAsync()
    {
        var buffer = new byte[1024];
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptAsync();
                var count = await connection.ReceiveAsync(buffer);
                _received.Enqueue(Encoding.ASCII.GetString(buffer, 0, count));
                await connection.SendAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The app was stopped.
        }
    }
}
