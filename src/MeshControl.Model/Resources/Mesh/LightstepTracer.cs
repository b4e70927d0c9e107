namespace MeshControl.Model.Resources.Mesh;

/// <summary>The address of a Lightstep satellite (istio.mesh.v1alpha1.Tracing.Lightstep).</summary>
public sealed record LightstepTracer
{
    public string Address { get; init; } = "";

    public string AccessToken { get; init; } = "";
}
