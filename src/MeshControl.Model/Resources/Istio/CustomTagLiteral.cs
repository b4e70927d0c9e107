using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A span tag with a fixed value (istio.telemetry.v1alpha1.Tracing.Literal).</summary>
public sealed record CustomTagLiteral
{
    [Limits(Required = true, MinLength = 1)]
    public string Value { get; init; } = "";
}
