using System.Collections.Frozen;
using System.Text;
using MeshControl.Model.Resources.Core;

namespace MeshControl.Model.Credentials;

/// <summary>Under which keys objects hold credentials (security specification 2.4).</summary>
public static class CredentialKeys
{
    private const int Told = 3;
    private static readonly FrozenSet<string> Read =
        FrozenSet.Create("cert", "key", "cacert", "crl", "tls.crt", "tls.key", "tls.ocsp-staple", "ca.crt", "ca.crl");

    /// <summary>Keys whose values are kept; of the others only the names are.</summary>
    public static bool IsRead(string key) => Read.Contains(key);

    /// <summary>The certificate of a Secret; null with a reason where there is none.</summary>
    public static CertificateContent? CertificateOf(Secret secret, out string problem)
    {
        problem = "";
        foreach (var (certificate, key) in (ReadOnlySpan<(string, string)>)[("cert", "key"), ("tls.crt", "tls.key")])
        {
            if (Value(secret, certificate) is { Length: > 0 } chain && Value(secret, key) is { Length: > 0 } secretKey)
            {
                return new CertificateContent(chain, secretKey, Value(secret, "tls.ocsp-staple") ?? []);
            }
        }

        problem = Names(secret).Any(static name => name is "cert" or "key" or "tls.crt" or "tls.key")
            ? "it holds no complete pair of certificate and key, or one of them is empty"
            : $"it has neither tls.crt and tls.key nor cert and key{Found(Names(secret))}";
        return null;
    }

    /// <summary>The authority of a Secret; null with a reason where there is none.</summary>
    public static AuthorityContent? AuthorityOf(Secret secret, out string problem) =>
        AuthorityOf(key => Value(secret, key), Names(secret), out problem);

    /// <summary>The authority of a ConfigMap; null with a reason where there is none.</summary>
    public static AuthorityContent? AuthorityOf(ConfigMap map, out string problem) => AuthorityOf(
        key => map.Data.TryGetValue(key, out var text) ? Encoding.UTF8.GetBytes(text) : map.BinaryData.GetValueOrDefault(key),
        map.Data.Keys.Concat(map.BinaryData.Keys), out problem);

    private static AuthorityContent? AuthorityOf(Func<string, byte[]?> value, IEnumerable<string> names, out string problem)
    {
        problem = "";
        foreach (var (authority, list) in (ReadOnlySpan<(string, string)>)[("cacert", "crl"), ("ca.crt", "ca.crl")])
        {
            if (value(authority) is { Length: > 0 } certificates)
            {
                return new AuthorityContent(certificates, value(list) ?? []);
            }
        }

        problem = $"it has neither ca.crt nor cacert{Found(names)}";
        return null;
    }

    private static byte[]? Value(Secret secret, string key) =>
        secret.StringData.TryGetValue(key, out var text) ? Encoding.UTF8.GetBytes(text) : secret.Data.GetValueOrDefault(key);

    private static IEnumerable<string> Names(Secret secret) => secret.Data.Keys.Concat(secret.StringData.Keys);

    private static string Found(IEnumerable<string> names)
    {
        var all = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var more = all.Count > Told ? $" and {all.Count - Told} more" : "";
        return all.Count == 0 ? "; it is empty" : $"; it has {string.Join(", ", all.Take(Told))}{more}";
    }
}
