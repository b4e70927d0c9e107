namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.telemetry.v1alpha1.AccessLogging.LogSelector</summary>
public sealed record AccessLogSelector
{
    public TelemetryWorkloadMode Mode { get; init; }
}
