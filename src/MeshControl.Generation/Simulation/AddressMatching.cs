using System.Net;
using Envoy.Config.Core.V3;

namespace MeshControl.Generation.Simulation;

/// <summary>Addresses in ranges, as Envoy reads them.</summary>
internal static class AddressMatching
{
    public static bool Contains(CidrRange range, IPAddress address)
    {
        if (!IPAddress.TryParse(range.AddressPrefix, out var prefix) || prefix.AddressFamily != address.AddressFamily)
        {
            return false;
        }

        var wanted = prefix.GetAddressBytes();
        var given = address.GetAddressBytes();
        var bits = (int)(range.PrefixLen ?? 0);
        for (var i = 0; i < wanted.Length && bits > 0; i++, bits -= 8)
        {
            var mask = bits >= 8 ? 0xff : 0xff << (8 - bits) & 0xff;
            if ((wanted[i] & mask) != (given[i] & mask))
            {
                return false;
            }
        }

        return true;
    }
}
