namespace MeshControl.Model.Resources.Istio;

/// <summary>What happens to traffic for hosts that a workload does not know (istio.networking.v1alpha3.OutboundTrafficPolicy).</summary>
public sealed record OutboundTrafficPolicy
{
    public OutboundTrafficPolicyMode Mode { get; init; }

    public Destination? EgressProxy { get; init; }
}
