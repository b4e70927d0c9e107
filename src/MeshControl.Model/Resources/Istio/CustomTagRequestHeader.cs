namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.telemetry.v1alpha1.Tracing.RequestHeader</summary>
public sealed record CustomTagRequestHeader
{
    public string Name { get; init; } = "";

    public string DefaultValue { get; init; } = "";
}
