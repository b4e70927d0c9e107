namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.AttemptCount</summary>
public sealed record AttemptCountHeader
{
    public bool? Disabled { get; init; }
}
