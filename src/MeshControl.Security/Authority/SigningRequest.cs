using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Security.Identity;

namespace MeshControl.Security.Authority;

/// <summary>What a certificate is to say.</summary>
/// <param name="Identity">Its only URI name.</param>
/// <param name="PublicKey">The key of the subject; its private half is none of the issuer's business.</param>
/// <param name="Lifetime">From now on; null for the issuer's default.</param>
public sealed record SigningRequest(SpiffeId Identity, PublicKey PublicKey, TimeSpan? Lifetime = null)
{
    /// <summary>Host names beside the identity; for servers that clients know by name, such as this one.</summary>
    public ImmutableArray<string> DnsNames { get; init; } = [];
}
