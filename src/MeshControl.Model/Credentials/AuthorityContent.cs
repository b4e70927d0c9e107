namespace MeshControl.Model.Credentials;

/// <summary>Certificates to verify peers with, as an object holds them.</summary>
/// <param name="Certificates">PEM, one or several.</param>
/// <param name="RevocationLists">PEM, or empty.</param>
public sealed record AuthorityContent(ReadOnlyMemory<byte> Certificates, ReadOnlyMemory<byte> RevocationLists);
