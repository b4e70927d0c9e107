using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Security.Authority.Profiles;

/// <summary>SPIFFE X.509-SVIDs: an empty subject, the SPIFFE ID as the only URI name, for both ends of a TLS connection, unable to sign certificates.</summary>
internal static class LeafProfile
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string RsaKey = "1.2.840.113549.1.1.1";
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag UriName = new(TagClass.ContextSpecific, 6);

    public static X509Certificate2 Create(SigningRequest wanted, Signer signer, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var key = wanted.PublicKey;
        var request = new CertificateRequest(new X500DistinguishedName(""), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(Usage(key), critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication), new Oid(ClientAuthentication)], critical: false));
        request.CertificateExtensions.Add(new X509Extension(SubjectAlternativeName, Names(wanted), critical: true));
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

    /// <summary>Written by hand: <see cref="System.Uri"/>, which the framework's builder takes, changes the text.</summary>
    private static byte[] Names(SigningRequest wanted)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteCharacterString(UniversalTagNumber.IA5String, wanted.Identity.ToString(), UriName);
            foreach (var host in wanted.DnsNames)
            {
                writer.WriteCharacterString(UniversalTagNumber.IA5String, host, DnsName);
            }
        }

        return writer.Encode();
    }
}
