namespace MeshControl.Model.Resources.Mesh;

/// <summary>Spans for Stackdriver (istio.mesh.v1alpha1.Tracing.Stackdriver).</summary>
public sealed record StackdriverTracer
{
    public bool Debug { get; init; }

    public long? MaxNumberOfAttributes { get; init; }

    public long? MaxNumberOfAnnotations { get; init; }

    public long? MaxNumberOfMessageEvents { get; init; }
}
