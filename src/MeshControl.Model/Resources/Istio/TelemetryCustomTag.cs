using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Where the value of a span tag comes from (istio.telemetry.v1alpha1.Tracing.CustomTag).</summary>
public sealed record TelemetryCustomTag
{
    [OneOf("type")]
    public CustomTagLiteral? Literal { get; init; }

    [OneOf("type")]
    public CustomTagEnvironment? Environment { get; init; }

    [OneOf("type")]
    public CustomTagRequestHeader? Header { get; init; }

    [OneOf("type")]
    public CustomTagFormatter? Formatter { get; init; }
}
