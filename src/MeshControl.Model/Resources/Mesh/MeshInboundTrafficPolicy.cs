namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.MeshConfig.InboundTrafficPolicy</summary>
public sealed record MeshInboundTrafficPolicy
{
    public MeshInboundTrafficMode Mode { get; init; }
}
