using System.Net;
using System.Net.Sockets;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Clusters;

/// <summary>Where an inbound cluster connects to: an address and port, or a Unix socket (port 0).</summary>
/// <param name="Address">IP or socket path.</param>
/// <param name="Port">0 for a socket.</param>
internal sealed record IngressTarget(string Address, int Port)
{
    private const string UnixPrefix = "unix://";

    public bool IsUnix => Port == 0;

    /// <summary>True for the workload's own loopback, which needs no special source address.</summary>
    public bool IsLoopback => Address is "127.0.0.1" or "::1";

    /// <summary>Reads a Sidecar's `defaultEndpoint`; null for an empty or unreadable one, which means the address that was dialled (3.9).</summary>
    public static IngressTarget? Parse(string text, IpMode mode, IReadOnlyList<string> ownAddresses)
    {
        if (text.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            return new IngressTarget(text[UnixPrefix.Length..], 0);
        }

        var colon = text.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(text[(colon + 1)..], out var port) || port == 0)
        {
            return null;
        }

        return text[..colon].Trim('[', ']') switch
        {
            "127.0.0.1" => new(mode == IpMode.V6 ? "::1" : "127.0.0.1", port),
            "::1" => new(mode == IpMode.V4 ? "127.0.0.1" : "::1", port),
            "0.0.0.0" => new(First(ownAddresses, AddressFamily.InterNetwork) ?? "127.0.0.1", port),
            "::" => new(First(ownAddresses, AddressFamily.InterNetworkV6) ?? "::1", port),
            var host => new(host, port),
        };
    }

    private static string? First(IReadOnlyList<string> addresses, AddressFamily family) =>
        addresses.FirstOrDefault(address => IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == family);
}
