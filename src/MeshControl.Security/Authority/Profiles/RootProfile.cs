using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Security.Authority.Profiles;

/// <summary>Self-signed roots: ECDSA P-256, may sign certificates and revocation lists and nothing else.</summary>
internal static class RootProfile
{
    /// <summary>How far back a root is valid, for proxies whose clocks are behind.</summary>
    public static readonly TimeSpan Backdate = TimeSpan.FromMinutes(5);

    public static X509Certificate2 Create(ECDsa key, string organization, DateTimeOffset now, TimeSpan lifetime)
    {
        var publicKey = new PublicKey(key);
        // The name differs from root to root: a chain and a revocation list find their issuer by name first.
        var mark = Convert.ToHexStringLower(SHA256.HashData(publicKey.EncodedKeyValue.RawData).AsSpan(0, 4));
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName($"root {mark}");
        name.AddOrganizationName(organization);
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(publicKey, critical: false));
        using var certificate = request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now - Backdate, now + lifetime, SerialNumber.Next());
        return X509CertificateLoader.LoadCertificate(certificate.RawData);
    }

    /// <summary>When a root of this profile was made.</summary>
    public static DateTimeOffset CreatedAt(X509Certificate2 root) => new DateTimeOffset(root.NotBefore.ToUniversalTime()) + Backdate;
}
