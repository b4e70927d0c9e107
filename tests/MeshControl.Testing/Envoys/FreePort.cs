using System.Net;
using System.Net.Sockets;

namespace MeshControl.Testing.Envoys;

/// <summary>Ports for processes that cannot tell which one they were given.</summary>
public static class FreePort
{
    /// <summary>A loopback TCP port that nobody listened on a moment ago.</summary>
    public static int Next()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
