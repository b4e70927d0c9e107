namespace MeshControl.Model.Resources.Istio;

/// <summary>Load balancing by locality (istio.networking.v1alpha3.LocalityLoadBalancerSetting).</summary>
public sealed record LocalityLoadBalancerSetting
{
    public IReadOnlyList<LocalityDistribute> Distribute { get; init; } = [];

    public IReadOnlyList<LocalityFailover> Failover { get; init; } = [];

    public IReadOnlyList<string> FailoverPriority { get; init; } = [];

    public bool? Enabled { get; init; }
}
