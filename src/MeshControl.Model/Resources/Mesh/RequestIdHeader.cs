namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.RequestId</summary>
public sealed record RequestIdHeader
{
    public bool? Disabled { get; init; }
}
