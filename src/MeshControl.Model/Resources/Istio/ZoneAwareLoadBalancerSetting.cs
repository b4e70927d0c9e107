using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Load balancing that prefers the caller's zone (istio.networking.v1alpha3.ZoneAwareLoadBalancerSetting).</summary>
public sealed record ZoneAwareLoadBalancerSetting
{
    public bool? Enabled { get; init; }

    public IReadOnlyList<LocalityFailover> Failover { get; init; } = [];

    public IReadOnlyList<string> FailoverPriority { get; init; } = [];

    [Limits(Minimum = 1)]
    public long? MinClusterSize { get; init; }
}
