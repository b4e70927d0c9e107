using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A span tag from an access log format string (istio.telemetry.v1alpha1.Tracing.Formatter).</summary>
public sealed record CustomTagFormatter
{
    [Limits(Required = true, MinLength = 1)]
    public string Value { get; init; } = "";
}
