using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>What happens to traffic for hosts that the mesh does not know (istio.mesh.v1alpha1.MeshConfig.OutboundTrafficPolicy).</summary>
public sealed record MeshOutboundTrafficPolicy
{
    public MeshOutboundTrafficMode Mode { get; init; }

    public ClientTlsSettings? Tls { get; init; }
}
