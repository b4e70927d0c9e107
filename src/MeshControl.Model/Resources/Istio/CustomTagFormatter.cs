namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.telemetry.v1alpha1.Tracing.Formatter</summary>
public sealed record CustomTagFormatter
{
    public string Value { get; init; } = "";
}
