using System.Net;
using System.Net.Sockets;

namespace MeshControl.Server.KeySets;

/// <summary>
/// Which addresses may be asked for keys. Whoever writes a RequestAuthentication chooses the host, so that services which trust whoever reaches
/// them must not be reached: link-local addresses and the metadata of clouds.
/// </summary>
internal sealed class AddressGuard(KeySetOptions options)
{
    private static readonly IPNetwork[] Metadata =
    [
        .. new[]
        {
            "169.254.0.0/16", "fe80::/10", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", "fd00:ec2::/32", "fd20:ce::/32",
            "0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4", "::/128", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public bool Refuses(IPAddress address)
    {
        var meant = Meant(address);
        return !options.Allowed.Any(network => network.Contains(meant))
            && (Metadata.Any(network => network.Contains(meant)) || options.Blocked.Any(network => network.Contains(meant)));
    }

    // The IPv4 address inside of an IPv6 one.
    private static IPAddress Meant(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12))
        : address;
}
