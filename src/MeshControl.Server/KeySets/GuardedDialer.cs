using System.Net;
using System.Net.Sockets;

namespace MeshControl.Server.KeySets;

/// <summary>Connects where users' objects point to, each address checked after its name was resolved.</summary>
/// <param name="guard">Which addresses may be asked.</param>
/// <param name="what">What they are asked for, for the message of a refusal.</param>
internal sealed class GuardedDialer(AddressGuard guard, string what)
{
    /// <exception cref="KeySetException">None of the host's addresses may be asked.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var written) ? [written] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = addresses.Where(address => !guard.Refuses(address)).ToArray();
        if (allowed.Length == 0)
        {
            throw new KeySetException(addresses.Length == 0 ? $"{host} has no address" : $"{host} is at {addresses[0]}, which is not asked for {what} (--jwks-allow CIDR permits it)");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
