using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Security.Authority.PluggedIn;

/// <summary>Whether an operator's certificate may and can sign for the mesh. A certificate that proxies would refuse must not get to sign first.</summary>
internal static class PluggedInCheck
{
    private const int LeastRsaBits = 2048;

    // MD5 and SHA-1, with RSA and ECDSA.
    private static readonly string[] WeakSignatures = ["1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10045.4.1"];

    /// <summary>What is wrong, or null.</summary>
    public static string? Problem(PluggedInContent content, DateTimeOffset now)
    {
        var certificate = content.Certificate;
        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is not { CertificateAuthority: true })
        {
            return "the signing certificate is not that of a certificate authority (basicConstraints CA:TRUE)";
        }

        if (certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign))
        {
            return "the signing certificate may not sign certificates (keyUsage keyCertSign)";
        }

        if (!PemText.PublicKeyOf(content.Key).EncodedKeyValue.RawData.AsSpan().SequenceEqual(certificate.PublicKey.EncodedKeyValue.RawData))
        {
            return "the private key is not that of the signing certificate";
        }

        return content.Chain.Concat(content.Roots).Prepend(certificate).Select(Weakness).FirstOrDefault(static weakness => weakness is not null)
            ?? ChainProblem(content, now);
    }

    private static string? Weakness(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        return rsa is { KeySize: < LeastRsaBits }
            ? $"{certificate.Subject} has an RSA key of {rsa.KeySize} bits; {LeastRsaBits} are the least"
            : WeakSignatures.Contains(certificate.SignatureAlgorithm.Value) && certificate.Subject != certificate.Issuer
                ? $"{certificate.Subject} is signed with {new Oid(certificate.SignatureAlgorithm.Value!).FriendlyName}, which can be forged"
                : null;
    }

    private static string? ChainProblem(PluggedInContent content, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.CustomTrustStore.AddRange(content.Roots.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(content.Chain.ToArray());
        return chain.Build(content.Certificate)
            ? null
            : $"the signing certificate does not lead to one of the roots: {string.Join(" ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()).Distinct(StringComparer.Ordinal))}";
    }
}
