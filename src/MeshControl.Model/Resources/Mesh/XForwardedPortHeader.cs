namespace MeshControl.Model.Resources.Mesh;

/// <summary>Whether x-forwarded-port is sent (istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.XForwardedPort).</summary>
public sealed record XForwardedPortHeader
{
    public bool? Enabled { get; init; }
}
