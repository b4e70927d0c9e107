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

    /// <summary>
    /// Makes a PKCS#10 request (DER) for the same names, signed with the private half: issuers outside want to see that the subject holds it.
    /// Null where nobody can.
    /// </summary>
    public Func<ReadOnlyMemory<byte>>? Proof { get; init; }
}
