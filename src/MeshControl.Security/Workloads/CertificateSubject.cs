using System.Collections.Immutable;
using MeshControl.Security.Identity;

namespace MeshControl.Security.Workloads;

/// <summary>Whom a certificate is for.</summary>
/// <param name="Identity">Its SPIFFE ID.</param>
public sealed record CertificateSubject(SpiffeId Identity)
{
    /// <summary>Host names beside it, for a server that clients know by name.</summary>
    public ImmutableArray<string> DnsNames { get; init; } = [];
}
