namespace MeshControl.Model.Resources.Istio;

/// <summary>A span tag from a request header (istio.telemetry.v1alpha1.Tracing.RequestHeader).</summary>
public sealed record CustomTagRequestHeader
{
    public string Name { get; init; } = "";

    public string DefaultValue { get; init; } = "";
}
