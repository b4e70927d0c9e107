using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A span tag from the proxy's environment (istio.telemetry.v1alpha1.Tracing.Environment).</summary>
public sealed record CustomTagEnvironment
{
    [Limits(Required = true, MinLength = 1)]
    public string Name { get; init; } = "";

    public string DefaultValue { get; init; } = "";
}
