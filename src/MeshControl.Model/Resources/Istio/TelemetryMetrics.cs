namespace MeshControl.Model.Resources.Istio;

/// <summary>Metrics that providers get (istio.telemetry.v1alpha1.Metrics).</summary>
public sealed record TelemetryMetrics
{
    public IReadOnlyList<TelemetryProviderRef> Providers { get; init; } = [];

    public IReadOnlyList<MetricsOverrides> Overrides { get; init; } = [];

    public TimeSpan? ReportingInterval { get; init; }
}
