using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Which metric an override is for; all when none is named (istio.telemetry.v1alpha1.MetricSelector).</summary>
public sealed record MetricSelector
{
    [OneOf("metricMatch")]
    public IstioMetric? Metric { get; init; }

    [OneOf("metricMatch")]
    [Limits(MinLength = 1)]
    public string? CustomMetric { get; init; }

    public TelemetryWorkloadMode Mode { get; init; }
}
