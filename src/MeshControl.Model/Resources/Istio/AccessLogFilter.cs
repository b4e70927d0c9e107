namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.telemetry.v1alpha1.AccessLogging.Filter</summary>
public sealed record AccessLogFilter
{
    public string Expression { get; init; } = "";
}
