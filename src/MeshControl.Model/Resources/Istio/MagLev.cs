namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB.MagLev</summary>
public sealed record MagLev
{
    public long TableSize { get; init; }
}
