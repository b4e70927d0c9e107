namespace MeshControl.Model.Resources.Istio;

/// <summary>Whether access logging is for inbound or outbound traffic (istio.telemetry.v1alpha1.AccessLogging.LogSelector).</summary>
public sealed record AccessLogSelector
{
    public TelemetryWorkloadMode Mode { get; init; }
}
