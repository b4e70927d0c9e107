using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A span tag from a request header (istio.telemetry.v1alpha1.Tracing.RequestHeader).</summary>
public sealed record CustomTagRequestHeader
{
    [Limits(Required = true, MinLength = 1)]
    public string Name { get; init; } = "";

    public string DefaultValue { get; init; } = "";
}
