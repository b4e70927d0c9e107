namespace MeshControl.Model.Resources.Istio;

/// <summary>Whether tracing is for inbound or outbound traffic (istio.telemetry.v1alpha1.Tracing.TracingSelector).</summary>
public sealed record TracingSelector
{
    public TelemetryWorkloadMode Mode { get; init; }
}
