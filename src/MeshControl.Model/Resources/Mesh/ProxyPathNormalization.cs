namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.MeshConfig.ProxyPathNormalization</summary>
public sealed record ProxyPathNormalization
{
    public PathNormalizationType Normalization { get; init; }
}
