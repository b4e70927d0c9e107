namespace MeshControl.Model.Resources.Istio;

/// <summary>Consistent hashing on a ring; a MinimumRingSize of 0 means 1024 (istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB.RingHash).</summary>
public sealed record RingHash
{
    public long MinimumRingSize { get; init; }
}
