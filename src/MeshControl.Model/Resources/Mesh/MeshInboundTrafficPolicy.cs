namespace MeshControl.Model.Resources.Mesh;

/// <summary>How inbound traffic reaches the workload (istio.mesh.v1alpha1.MeshConfig.InboundTrafficPolicy).</summary>
public sealed record MeshInboundTrafficPolicy
{
    public MeshInboundTrafficMode Mode { get; init; }
}
