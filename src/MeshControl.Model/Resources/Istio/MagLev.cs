namespace MeshControl.Model.Resources.Istio;

/// <summary>Consistent hashing by Maglev; a TableSize of 0 means 65537 (istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB.MagLev).</summary>
public sealed record MagLev
{
    public long TableSize { get; init; }
}
