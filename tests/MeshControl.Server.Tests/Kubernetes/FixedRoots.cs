using MeshControl.Security.Authority;

namespace MeshControl.Server.Tests.Kubernetes;

/// <summary>An issuer that has roots and issues nothing.</summary>
internal sealed class FixedRoots(TrustBundle roots) : ICertificateIssuer
{
    public event Action? RootsChanged;

    public TrustBundle Roots { get; private set; } = roots;

    public void Change(TrustBundle changed)
    {
        Roots = changed;
        RootsChanged?.Invoke();
    }

    public ValueTask<IssuedCertificate> IssueAsync(SigningRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("nothing here asks for certificates");
}
