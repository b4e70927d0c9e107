using System.Collections.Immutable;
using MeshControl.Security.Identity;

namespace MeshControl.Security.Serving;

/// <summary>How the server shows itself on its TLS ports.</summary>
public sealed record MeshTlsOptions
{
    /// <summary>The names that clients connect to.</summary>
    public ImmutableArray<string> DnsNames { get; init; } = ["istiod.istio-system.svc", "istiod-remote.istio-system.svc", "istio-pilot.istio-system.svc", "localhost"];

    /// <summary>The server's own identity in the mesh.</summary>
    public SpiffeId Identity { get; init; } = SpiffeId.ForWorkload(TrustDomain.Default, "istio-system", "istiod");

    /// <summary>Of the certificate; null for the issuer's default. It is renewed at half of it.</summary>
    public TimeSpan? Lifetime { get; init; }
}
