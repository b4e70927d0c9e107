namespace MeshControl.Model.Resources.Istio;

/// <summary>A span tag with a fixed value (istio.telemetry.v1alpha1.Tracing.Literal).</summary>
public sealed record CustomTagLiteral
{
    public string Value { get; init; } = "";
}
