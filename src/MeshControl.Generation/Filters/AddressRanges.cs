using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Envoy.Config.Core.V3;

namespace MeshControl.Generation.Filters;

/// <summary>IP addresses and CIDR ranges as Envoy writes them.</summary>
public static class AddressRanges
{
    /// <summary>A range, or a single address as a range of its own; null where the text is neither.</summary>
    public static CidrRange? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var written = slash < 0 ? text : text[..slash];

        // Forms such as `10.1` or `010.0.0.1` mean different addresses to different readers: they are none.
        if (!IPAddress.TryParse(written, out var address) || (address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != written))
        {
            return null;
        }

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var length = bits;
        return slash < 0 || (int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) && length >= 0 && length <= bits)
            ? new CidrRange { AddressPrefix = address.ToString(), PrefixLen = (uint)length }
            : null;
    }

    /// <summary>True for a range wider than one address.</summary>
    public static bool IsRange(string text) => text.Contains('/', StringComparison.Ordinal);

    public static bool IsV6(string address) => address.Contains(':', StringComparison.Ordinal);
}
