namespace MeshControl.Model.Credentials;

/// <summary>A certificate chain and its key as an object holds them. Its text tells nothing.</summary>
/// <param name="Chain">PEM, the certificate first.</param>
/// <param name="Key">PEM.</param>
/// <param name="OcspStaple">DER, or empty.</param>
public sealed record CertificateContent(ReadOnlyMemory<byte> Chain, ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> OcspStaple)
{
    public override string ToString() => nameof(CertificateContent);
}
