using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MeshControl.Generation.Filters.Authorization;
using MeshControl.Model.Resources.Policy;

namespace MeshControl.Generation.Filters.RateLimiting;

/// <summary>Conditions on who sends a request.</summary>
internal static class SourceConditions
{
    private const string Scheme = "spiffe://";
    private const int OctetBits = 8;
    private const int Octets = 4;

    public static IEnumerable<string> Of(RateLimitSource source, TrustDomains domains)
    {
        string Principal(string pattern) => CelText.Any(domains.ExpandPrincipals([pattern]).Select(OfPrincipal));
        return
        [
            .. Some(source.Principals, Principal), .. None(source.NotPrincipals, Principal),
            .. Some(source.Namespaces, OfNamespace), .. None(source.NotNamespaces, OfNamespace),
            .. Some(source.RemoteIpBlocks, OfAddress), .. None(source.NotRemoteIpBlocks, OfAddress),
        ];
    }

    private static IEnumerable<string> Some(IReadOnlyList<string> values, Func<string, string> condition) =>
        values.Count == 0 ? [] : [CelText.Any(values.Select(condition))];

    private static IEnumerable<string> None(IReadOnlyList<string> values, Func<string, string> condition) =>
        values.Count == 0 ? [] : [CelText.Not(CelText.Any(values.Select(condition)))];

    private static string OfPrincipal(string pattern) =>
        pattern == "*" ? $"{CelText.Peer} != ''"
        : pattern.StartsWith('*') ? $"{CelText.Peer}.endsWith({CelText.Quote(pattern[1..])})"
        : pattern.EndsWith('*') ? $"{CelText.Peer}.startsWith({CelText.Quote(Scheme + pattern[..^1])})"
        : $"{CelText.Peer} == {CelText.Quote(Scheme + pattern)}";

    private static string OfNamespace(string pattern)
    {
        var name = string.Join("[^/]*", pattern.Split('*').Select(CelText.EscapeRegex));
        return $"{CelText.Peer}.matches({CelText.Quote($"^{Scheme}[^/]+/ns/{name}/")})";
    }

    // Envoy writes addresses as 10.0.0.1:80 and [::1]:80.
    private static string OfAddress(string block)
    {
        var slash = block.IndexOf('/', StringComparison.Ordinal);
        var address = IPAddress.Parse(slash < 0 ? block : block[..slash]);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return $"source.address.startsWith({CelText.Quote($"[{address}]:")})";
        }

        var bits = slash < 0 ? Octets * OctetBits : int.Parse(block.AsSpan(slash + 1), CultureInfo.InvariantCulture);
        var octets = address.GetAddressBytes();
        var whole = bits / OctetBits;
        var start = string.Concat(octets.Take(whole).Select(static (octet, i) => octet.ToString(CultureInfo.InvariantCulture) + (i == Octets - 1 ? ":" : ".")));
        if (bits % OctetBits == 0)
        {
            // An IPv6 address is in no range of IPv4 addresses.
            return whole == 0 ? "!source.address.startsWith('[')" : $"source.address.startsWith({CelText.Quote(start)})";
        }

        var size = 1 << (OctetBits - bits % OctetBits);
        var first = octets[whole] / size * size;
        var range = string.Join('|', Enumerable.Range(first, size));
        return $"source.address.matches({CelText.Quote($"^{CelText.EscapeRegex(start)}(?:{range}){(whole == Octets - 1 ? ":" : @"\.")}")})";
    }
}
