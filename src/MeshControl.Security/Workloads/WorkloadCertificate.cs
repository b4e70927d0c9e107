using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Security.Authority;
using MeshControl.Security.Authority.Profiles;

namespace MeshControl.Security.Workloads;

/// <summary>A certificate with the private key that was made for it; the key exists only here and is cleared on disposal.</summary>
public sealed class WorkloadCertificate : IDisposable
{
    private readonly byte[] _privateKey;

    private WorkloadCertificate(IssuedCertificate issued, DateTimeOffset issuedAt, byte[] privateKey)
    {
        Issued = issued;
        IssuedAt = issuedAt;
        CertificateChain = PemText.Certificates(issued.Chain);
        _privateKey = privateKey;
    }

    public IssuedCertificate Issued { get; }

    public DateTimeOffset IssuedAt { get; }

    /// <summary>PEM, leaf first.</summary>
    public ReadOnlyMemory<byte> CertificateChain { get; }

    /// <summary>PKCS#8 PEM. Do not keep it, do not make a string of it.</summary>
    public ReadOnlyMemory<byte> PrivateKey => _privateKey;

    /// <summary>Makes a key (ECDSA P-256) and has it certified.</summary>
    /// <exception cref="IssuanceException">The issuer refused or could not.</exception>
    public static async ValueTask<WorkloadCertificate> MintAsync(
        CertificateSubject subject, ICertificateIssuer issuer, TimeSpan? lifetime, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = clock.GetUtcNow();
        var issued = await issuer.IssueAsync(
            new SigningRequest(subject.Identity, new PublicKey(key), lifetime) { DnsNames = subject.DnsNames, Proof = () => ProofOf(key, subject) }, cancellationToken);
        return new WorkloadCertificate(issued, now, PemText.PrivateKey(key));
    }

    private static ReadOnlyMemory<byte> ProofOf(ECDsa key, CertificateSubject subject)
    {
        var request = new CertificateRequest(new X500DistinguishedName(""), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(SubjectNames.Of(subject.Identity, subject.DnsNames));
        return request.CreateSigningRequest();
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_privateKey);

    public override string ToString() => Issued.ToString();
}
