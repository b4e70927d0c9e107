using System.Net;
using System.Net.Sockets;

namespace MeshControl.Model.Proxies;

/// <summary>Address families of a list of addresses; unreadable ones do not count.</summary>
internal static class IpModes
{
    public static IpMode Of(IEnumerable<string> addresses)
    {
        var (v4, v6) = (false, false);
        foreach (var text in addresses)
        {
            if (IPAddress.TryParse(text, out var address))
            {
                v4 |= address.AddressFamily == AddressFamily.InterNetwork;
                v6 |= address.AddressFamily == AddressFamily.InterNetworkV6;
            }
        }

        return v4 && v6 ? IpMode.Dual : v6 ? IpMode.V6 : IpMode.V4;
    }
}
