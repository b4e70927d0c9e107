using System.Collections.Frozen;

namespace MeshControl.Generation.Gateways;

/// <summary>Cipher suites that Envoy's TLS library takes; one that it does not know would make it refuse the whole listener.</summary>
internal static class CipherSuites
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384",
        "ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-RSA-CHACHA20-POLY1305", "ECDHE-PSK-CHACHA20-POLY1305",
        "ECDHE-ECDSA-AES128-SHA", "ECDHE-RSA-AES128-SHA", "ECDHE-PSK-AES128-CBC-SHA",
        "ECDHE-ECDSA-AES256-SHA", "ECDHE-RSA-AES256-SHA", "ECDHE-PSK-AES256-CBC-SHA",
        "AES128-GCM-SHA256", "AES256-GCM-SHA384", "AES128-SHA", "AES256-SHA", "PSK-AES128-CBC-SHA", "PSK-AES256-CBC-SHA", "DES-CBC3-SHA",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Those that are known, one each, in order.</summary>
    public static IEnumerable<string> Known(IEnumerable<string> names) => names.Where(Names.Contains).Distinct(StringComparer.Ordinal);
}
