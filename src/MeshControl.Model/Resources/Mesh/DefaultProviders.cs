namespace MeshControl.Model.Resources.Mesh;

/// <summary>Extension providers that are used where Telemetry names none (istio.mesh.v1alpha1.MeshConfig.DefaultProviders).</summary>
public sealed record DefaultProviders
{
    public IReadOnlyList<string> Tracing { get; init; } = [];

    public IReadOnlyList<string> Metrics { get; init; } = [];

    public IReadOnlyList<string> AccessLogging { get; init; } = [];
}
