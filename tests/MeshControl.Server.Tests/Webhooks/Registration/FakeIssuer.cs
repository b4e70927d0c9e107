using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Security.Authority;

namespace MeshControl.Server.Tests.Webhooks.Registration;

/// <summary>An authority that has roots and signs nothing.</summary>
internal sealed class FakeIssuer : ICertificateIssuer
{
    public event Action? RootsChanged;

    public TrustBundle Roots { get; private set; } = Bundle();

    public string Base64 => Convert.ToBase64String(Roots.Pem.Span);

    public void Rotate()
    {
        Roots = Bundle();
        RootsChanged?.Invoke();
    }

    public ValueTask<IssuedCertificate> IssueAsync(SigningRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static TrustBundle Bundle()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TrustBundle([new CertificateRequest("CN=root", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100))]);
    }
}
