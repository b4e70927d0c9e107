using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Model.Traffic;

/// <summary>The mesh's outbound policy in the words of the Sidecar API.</summary>
internal static class OutboundPolicies
{
    public static OutboundTrafficPolicyMode OfMesh(MeshOutboundTrafficPolicy? policy) => policy?.Mode switch
    {
        MeshOutboundTrafficMode.RegistryOnly => OutboundTrafficPolicyMode.RegistryOnly,
        MeshOutboundTrafficMode.AllowAnyDynamicDns => OutboundTrafficPolicyMode.AllowAnyDynamicDns,
        _ => OutboundTrafficPolicyMode.AllowAny,
    };
}
