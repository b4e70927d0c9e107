using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Tracing, metrics and access logs of workloads (istio.telemetry.v1alpha1.Telemetry).</summary>
public sealed record Telemetry
{
    public MatchLabelsSelector? Selector { get; init; }

    public PolicyTargetReference? TargetRef { get; init; }

    [Limits(MaxItems = 16)]
    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    public IReadOnlyList<TelemetryTracing> Tracing { get; init; } = [];

    public IReadOnlyList<TelemetryMetrics> Metrics { get; init; } = [];

    public IReadOnlyList<TelemetryAccessLogging> AccessLogging { get; init; } = [];
}
