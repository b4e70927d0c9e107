namespace MeshControl.Model.Resources.Mesh;

/// <summary>Whether Envoy's x-envoy debug headers are sent (istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.EnvoyDebugHeaders).</summary>
public sealed record EnvoyDebugHeaders
{
    public bool? Disabled { get; init; }
}
