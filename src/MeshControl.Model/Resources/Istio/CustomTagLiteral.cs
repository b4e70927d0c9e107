namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.telemetry.v1alpha1.Tracing.Literal</summary>
public sealed record CustomTagLiteral
{
    public string Value { get; init; } = "";
}
