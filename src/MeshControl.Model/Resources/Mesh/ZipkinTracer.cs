namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.Tracing.Zipkin</summary>
public sealed record ZipkinTracer
{
    public string Address { get; init; } = "";
}
