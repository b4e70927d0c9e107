namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.EnvoyDebugHeaders</summary>
public sealed record EnvoyDebugHeaders
{
    public bool? Disabled { get; init; }
}
