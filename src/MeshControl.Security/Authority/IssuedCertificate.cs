using System.Collections.Immutable;
using MeshControl.Security.Identity;

namespace MeshControl.Security.Authority;

/// <summary>A signed certificate and what leads from it to a root.</summary>
/// <param name="Identity">Its SPIFFE ID.</param>
/// <param name="Serial">Lower-case hex.</param>
/// <param name="NotBefore">From when it is valid; earlier than it was issued.</param>
/// <param name="NotAfter">Until when it is valid.</param>
/// <param name="Chain">DER, the certificate itself first, then intermediates up to the root, which is not among them.</param>
public sealed record IssuedCertificate(SpiffeId Identity, string Serial, DateTimeOffset NotBefore, DateTimeOffset NotAfter, ImmutableArray<ReadOnlyMemory<byte>> Chain)
{
    public override string ToString() => $"{Identity}, serial {Serial}, until {NotAfter:O}";
}
