namespace MeshControl.Model.Resources.Istio;

/// <summary>Which requests are logged, as a CEL expression (istio.telemetry.v1alpha1.AccessLogging.Filter).</summary>
public sealed record AccessLogFilter
{
    public string Expression { get; init; } = "";
}
