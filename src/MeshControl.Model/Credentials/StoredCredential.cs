using MeshControl.Model.Resources;

namespace MeshControl.Model.Credentials;

/// <summary>What is known of a credential: its content where it can be used, else why not. Equal when made from equal objects.</summary>
/// <param name="Object">The object that holds it, or should.</param>
/// <param name="Fingerprint">Hash over the object's content; zero where there is none.</param>
public sealed record StoredCredential(ResourceKey Object, UInt128 Fingerprint)
{
    public CertificateContent? Certificate { get; init; }

    public AuthorityContent? Authority { get; init; }

    /// <summary>Why there is neither; empty where there is one.</summary>
    public string Problem { get; init; } = "";

    public bool Equals(StoredCredential? other) =>
        other is not null && Object == other.Object && Fingerprint == other.Fingerprint && Problem == other.Problem
        && (Certificate is null) == (other.Certificate is null) && (Authority is null) == (other.Authority is null);

    public override int GetHashCode() => HashCode.Combine(Object, Fingerprint);
}
