using System.Net;
using System.Net.Sockets;

namespace MeshControl.Kubernetes.Tests.PortForwarding;

/// <summary>Sends back what the first connection sends.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _running;

    public EchoServer()
    {
        _listener.Start();
        _running = RunAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _running;
    }

    private async Task RunAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            await stream.CopyToAsync(stream);
        }
        catch (Exception over) when (over is SocketException or IOException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
