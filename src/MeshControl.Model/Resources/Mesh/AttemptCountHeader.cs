namespace MeshControl.Model.Resources.Mesh;

/// <summary>Whether x-envoy-attempt-count is sent (istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.AttemptCount).</summary>
public sealed record AttemptCountHeader
{
    public bool? Disabled { get; init; }
}
