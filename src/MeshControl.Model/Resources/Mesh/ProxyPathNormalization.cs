namespace MeshControl.Model.Resources.Mesh;

/// <summary>How paths are made canonical before policies see them (istio.mesh.v1alpha1.MeshConfig.ProxyPathNormalization).</summary>
public sealed record ProxyPathNormalization
{
    public PathNormalizationType Normalization { get; init; }
}
