using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Hardware for private key operations (istio.mesh.v1alpha1.PrivateKeyProvider).</summary>
public sealed record PrivateKeyProvider
{
    [OneOf("provider")]
    public CryptoMbProvider? Cryptomb { get; init; }

    [OneOf("provider")]
    public QatProvider? Qat { get; init; }
}
