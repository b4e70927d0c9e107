namespace MeshControl.Model.Resources.Mesh;

/// <summary>The address of a Datadog agent (istio.mesh.v1alpha1.Tracing.Datadog).</summary>
public sealed record DatadogTracer
{
    public string Address { get; init; } = "";
}
