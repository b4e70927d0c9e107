namespace MeshControl.Model.Resources.Istio;

/// <summary>Which requests are logged, and by which providers (istio.telemetry.v1alpha1.AccessLogging).</summary>
public sealed record TelemetryAccessLogging
{
    public AccessLogSelector? Match { get; init; }

    public IReadOnlyList<TelemetryProviderRef> Providers { get; init; } = [];

    public bool? Disabled { get; init; }

    public AccessLogFilter? Filter { get; init; }
}
