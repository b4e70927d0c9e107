using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Security.Authority.Profiles;

/// <summary>SPIFFE X.509-SVIDs: an empty subject, the SPIFFE ID as the only URI name, for both ends of a TLS connection, unable to sign certificates.</summary>
internal static class LeafProfile
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string RsaKey = "1.2.840.113549.1.1.1";

    public static X509Certificate2 Create(SigningRequest wanted, Signer signer, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var key = wanted.PublicKey;
        var request = new CertificateRequest(new X500DistinguishedName(""), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(Usage(key), critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication), new Oid(ClientAuthentication)], critical: false));
        request.CertificateExtensions.Add(SubjectNames.Of(wanted.Identity, wanted.DnsNames));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(key, critical: false));
        if (signer.KeyIdentifier is { } authority)
        {
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(authority));
        }

        return signer.Sign(request, notBefore, notAfter, SerialNumber.Next());
    }

    // TLS 1.2 with RSA key transport needs the second bit; elliptic curves never do.
    private static X509KeyUsageFlags Usage(PublicKey key) => key.Oid.Value == RsaKey
        ? X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment
        : X509KeyUsageFlags.DigitalSignature;
}
