using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Traffic;

/// <summary>What goes out of a proxy: its egress listeners and its policy for everything else.</summary>
/// <param name="Sidecar">The Sidecar object in force, or null.</param>
/// <param name="Listeners">In order; one catch-all listener where no Sidecar says otherwise.</param>
/// <param name="PolicyMode">ALLOW_ANY, REGISTRY_ONLY or ALLOW_ANY_DYNAMIC_DNS, from the Sidecar, else the mesh.</param>
/// <param name="EgressProxy">Where unknown traffic goes instead of its own destination, or null.</param>
public sealed record EgressView(
    ResourceKey? Sidecar,
    EquatableArray<EgressListenerView> Listeners,
    OutboundTrafficPolicyMode PolicyMode,
    Destination? EgressProxy)
{
    /// <summary>Address or cluster that traffic to unknown destinations gets.</summary>
    public bool AllowsAny => PolicyMode != OutboundTrafficPolicyMode.RegistryOnly;
}
