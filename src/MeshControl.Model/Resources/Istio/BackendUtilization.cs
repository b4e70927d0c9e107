namespace MeshControl.Model.Resources.Istio;

/// <summary>Load balancing by the load that endpoints report (istio.networking.v1alpha3.LoadBalancerSettings.BackendUtilization).</summary>
public sealed record BackendUtilization
{
    public IReadOnlyList<string> MetricNamesForComputingUtilization { get; init; } = [];

    public int? ErrorUtilizationPenaltyPercent { get; init; }

    public TimeSpan? WeightExpirationPeriod { get; init; }

    public TimeSpan? WeightStabilizationPeriod { get; init; }

    public TimeSpan? WeightUpdatePeriod { get; init; }
}
