using System.Collections.Immutable;

namespace MeshControl.Security.Authority;

/// <summary>What certificates are signed with now, and what the mesh trusts.</summary>
/// <param name="Signer">Signs.</param>
/// <param name="Roots">Trusted; the signer leads to one of them.</param>
/// <param name="Issuers">Every key of ours whose certificates are trusted; empty where there may be issuers that are not ours, so that we cannot revoke.</param>
/// <param name="NextChange">When the set has to be read again though nothing happened to its files.</param>
internal sealed record SignerSet(Signer Signer, TrustBundle Roots, ImmutableArray<Signer> Issuers, DateTimeOffset NextChange);
