using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Security.Authority;

/// <summary>A certificate that signs others, with its private key.</summary>
internal sealed class Signer : IDisposable
{
    // For proxies whose clocks are behind: a list from the future would make them refuse everybody.
    private static readonly TimeSpan RevocationBackdate = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly AsymmetricAlgorithm _key;
    private readonly X509SignatureGenerator _generator;

    /// <param name="certificate">The signing certificate.</param>
    /// <param name="key">Its private key, ECDSA or RSA; owned from now on.</param>
    /// <param name="intermediates">DER from the signing certificate up to the root, without it; empty where a root signs.</param>
    public Signer(X509Certificate2 certificate, AsymmetricAlgorithm key, ImmutableArray<ReadOnlyMemory<byte>> intermediates)
    {
        Certificate = certificate;
        Intermediates = intermediates;
        KeyIdentifier = certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault();
        _key = key;
        _generator = key switch
        {
            ECDsa ecdsa => X509SignatureGenerator.CreateForECDsa(ecdsa),
            RSA rsa => X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1),
            _ => throw new ArgumentException("a signing key is ECDSA or RSA", nameof(key)),
        };
    }

    public X509Certificate2 Certificate { get; }

    public ImmutableArray<ReadOnlyMemory<byte>> Intermediates { get; }

    public X509SubjectKeyIdentifierExtension? KeyIdentifier { get; }

    public DateTimeOffset NotBefore => Certificate.NotBefore.ToUniversalTime();

    public DateTimeOffset NotAfter => Certificate.NotAfter.ToUniversalTime();

    /// <summary>Signs; key objects are not made for several threads at a time.</summary>
    public X509Certificate2 Sign(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter, byte[] serial)
    {
        lock (_gate)
        {
            return request.Create(Certificate.SubjectName, _generator, notBefore, notAfter, serial);
        }
    }

    /// <summary>
    /// A signed revocation list, DER. It holds until this signer expires: proxies refuse everybody once a list is out of date, and they get a new list
    /// with every change anyway.
    /// </summary>
    public byte[] SignRevocations(CertificateRevocationListBuilder revocations, System.Numerics.BigInteger number, DateTimeOffset now)
    {
        var authority = KeyIdentifier is { } key
            ? X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(key)
            : X509AuthorityKeyIdentifierExtension.CreateFromIssuerNameAndSerialNumber(Certificate.IssuerName, Certificate.SerialNumberBytes.Span);
        lock (_gate)
        {
            return revocations.Build(Certificate.SubjectName, _generator, number, NotAfter, HashAlgorithmName.SHA256, authority, now - RevocationBackdate);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _key.Dispose();
        }

        Certificate.Dispose();
    }

    public override string ToString() => $"{Certificate.Subject}, until {NotAfter:O}";
}
