namespace MeshControl.Security.Authority;

/// <summary>Signs workload certificates: the built-in authority, or one outside. Whoever calls has verified the identity.</summary>
public interface ICertificateIssuer
{
    /// <summary>The roots that workloads of this mesh trust now.</summary>
    TrustBundle Roots { get; }

    /// <summary>Raised on any thread when <see cref="Roots"/> is another one; handlers are quick and do not throw.</summary>
    event Action? RootsChanged;

    /// <summary>Issues a certificate.</summary>
    /// <exception cref="IssuanceException">It was refused or could not be made.</exception>
    ValueTask<IssuedCertificate> IssueAsync(SigningRequest request, CancellationToken cancellationToken);
}
