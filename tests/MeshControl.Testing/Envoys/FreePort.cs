using System.Net;
using System.Net.Sockets;

namespace MeshControl.Testing.Envoys;

/// <summary>Ports for processes that cannot tell which one they were given: below those the system hands out, and no port twice in a process.</summary>
public static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;
    private static int Last = Environment.ProcessId * 97 % Count;

    /// <summary>A loopback TCP port that nobody listened on a moment ago.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref Last) % Count);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }
}
