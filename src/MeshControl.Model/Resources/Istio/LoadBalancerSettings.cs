using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>How a host's endpoints share the load (istio.networking.v1alpha3.LoadBalancerSettings).</summary>
public sealed record LoadBalancerSettings
{
    [OneOf("lbPolicy")]
    public SimpleLb? Simple { get; init; }

    [OneOf("lbPolicy")]
    public ConsistentHashLb? ConsistentHash { get; init; }

    public LocalityLoadBalancerSetting? LocalityLbSetting { get; init; }

    public ZoneAwareLoadBalancerSetting? ZoneAwareLbSetting { get; init; }

    public TimeSpan? WarmupDurationSecs { get; init; }

    public WarmupConfiguration? Warmup { get; init; }

    [OneOf("lbPolicy")]
    public BackendUtilization? BackendUtilization { get; init; }
}
