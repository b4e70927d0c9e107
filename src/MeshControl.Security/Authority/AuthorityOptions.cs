using MeshControl.Security.Authority.Storage;

namespace MeshControl.Security.Authority;

/// <summary>What can be set about the built-in authority.</summary>
public sealed record AuthorityOptions
{
    /// <summary>Where the self-signed roots and their keys are kept; made with mode 0700 where it is missing.</summary>
    public required string Folder { get; init; }

    /// <summary>Where the roots are kept instead of in <see cref="Folder"/>: with other replicas, in a cluster.</summary>
    public IRootStorage? Storage { get; init; }

    /// <summary>
    /// A folder in the layout of Istio's `cacerts` (ca-cert.pem, ca-key.pem, cert-chain.pem, root-cert.pem) or of a TLS secret (tls.crt, tls.key,
    /// ca.crt). Where it holds them, they sign instead of a root of our own.
    /// </summary>
    public string? PluggedInFolder { get; init; }

    /// <summary>What is revoked: a line `identity SPIFFE-ID` or `serial HEX` each; null for the file `revoked` in <see cref="Folder"/>.</summary>
    public string? RevocationFile { get; init; }

    /// <summary>The organization in the subject of a new root; by custom the trust domain.</summary>
    public string Organization { get; init; } = "cluster.local";

    public TimeSpan RootLifetime { get; init; } = TimeSpan.FromDays(3650);

    /// <summary>A root is followed by a new one when this share of its lifetime is left.</summary>
    public double RootRenewalShare { get; init; } = 0.2;

    /// <summary>How long a new root is only trusted before it signs, so that every proxy knows it by then.</summary>
    public TimeSpan RootIntroduction { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Of a certificate that asks for none.</summary>
    public TimeSpan LeafLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The most that a certificate may ask for.</summary>
    public TimeSpan MaxLeafLifetime { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How far back a certificate is valid, for peers whose clocks are behind.</summary>
    public TimeSpan Backdate { get; init; } = TimeSpan.FromMinutes(1);
}
