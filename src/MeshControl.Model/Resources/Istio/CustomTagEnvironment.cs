namespace MeshControl.Model.Resources.Istio;

/// <summary>A span tag from the proxy's environment (istio.telemetry.v1alpha1.Tracing.Environment).</summary>
public sealed record CustomTagEnvironment
{
    public string Name { get; init; } = "";

    public string DefaultValue { get; init; } = "";
}
