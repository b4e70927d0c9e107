namespace MeshControl.Model.Resources.Mesh;

/// <summary>Whether x-forwarded-host is sent (istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.XForwardedHost).</summary>
public sealed record XForwardedHostHeader
{
    public bool? Enabled { get; init; }
}
