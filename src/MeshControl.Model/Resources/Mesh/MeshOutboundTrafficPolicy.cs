using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.MeshConfig.OutboundTrafficPolicy</summary>
public sealed record MeshOutboundTrafficPolicy
{
    public MeshOutboundTrafficMode Mode { get; init; }

    public ClientTlsSettings? Tls { get; init; }
}
