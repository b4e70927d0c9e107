namespace MeshControl.Model.Resources.Mesh;

/// <summary>Whether x-request-id is made (istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.RequestId).</summary>
public sealed record RequestIdHeader
{
    public bool? Disabled { get; init; }
}
