using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MeshControl.Model.Credentials;

/// <summary>Whether Envoy would take a credential: it refuses a broken one as a whole.</summary>
public static class CredentialCheck
{
    /// <summary>Null where the certificate can be used; else what is wrong with it, without any of its content.</summary>
    public static string? ProblemOf(CertificateContent content)
    {
        var chain = Encoding.UTF8.GetChars(content.Chain.ToArray());
        var key = Encoding.UTF8.GetChars(content.Key.ToArray());
        try
        {
            if (!Contains(chain, "CERTIFICATE"))
            {
                return "the certificate is not PEM";
            }

            if (PemEncoding.TryFind(key, out var found) && key.AsSpan()[found.Label].SequenceEqual("ENCRYPTED PRIVATE KEY"))
            {
                return "the key is encrypted";
            }

            using var certificate = X509Certificate2.CreateFromPem(chain, key);
            var all = new X509Certificate2Collection();
            all.ImportFromPem(chain);
            return null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return Contains(key, "PRIVATE KEY") || Contains(key, "EC PRIVATE KEY") || Contains(key, "RSA PRIVATE KEY")
                ? "certificate and key cannot be read or do not belong together"
                : "the key is not PEM";
        }
        finally
        {
            Array.Clear(key);
        }
    }

    /// <summary>Null where peers can be verified with it; else what is wrong.</summary>
    public static string? ProblemOf(AuthorityContent content)
    {
        try
        {
            var all = new X509Certificate2Collection();
            all.ImportFromPem(Encoding.UTF8.GetString(content.Certificates.Span));
            if (all.Count == 0)
            {
                return "the authority's certificate is not PEM";
            }
        }
        catch (CryptographicException)
        {
            return "the authority's certificate cannot be read";
        }

        try
        {
            if (!content.RevocationLists.IsEmpty)
            {
                CertificateRevocationListBuilder.LoadPem(Encoding.UTF8.GetString(content.RevocationLists.Span), out _);
            }

            return null;
        }
        catch (CryptographicException)
        {
            return "the revocation list cannot be read";
        }
    }

    /// <summary>When the certificate expires; null where it cannot be read.</summary>
    public static DateTimeOffset? ExpiryOf(CertificateContent content)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(content.Chain.Span));
            return new DateTimeOffset(certificate.NotAfter);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static bool Contains(ReadOnlySpan<char> text, string label)
    {
        while (PemEncoding.TryFind(text, out var found))
        {
            if (text[found.Label].SequenceEqual(label))
            {
                return true;
            }

            text = text[found.Location.End..];
        }

        return false;
    }
}
