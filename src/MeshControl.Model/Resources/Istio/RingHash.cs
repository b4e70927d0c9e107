namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB.RingHash</summary>
public sealed record RingHash
{
    public long MinimumRingSize { get; init; }
}
