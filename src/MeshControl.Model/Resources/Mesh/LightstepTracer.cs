namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.Tracing.Lightstep</summary>
public sealed record LightstepTracer
{
    public string Address { get; init; } = "";

    public string AccessToken { get; init; } = "";
}
