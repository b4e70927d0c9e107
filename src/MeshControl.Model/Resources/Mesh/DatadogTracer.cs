namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.Tracing.Datadog</summary>
public sealed record DatadogTracer
{
    public string Address { get; init; } = "";
}
