namespace MeshControl.Model.Resources.Mesh;

/// <summary>The address of a Zipkin collector (istio.mesh.v1alpha1.Tracing.Zipkin).</summary>
public sealed record ZipkinTracer
{
    public string Address { get; init; } = "";
}
