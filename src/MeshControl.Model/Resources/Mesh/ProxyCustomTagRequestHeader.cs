namespace MeshControl.Model.Resources.Mesh;

/// <summary>A span tag from a request header (istio.mesh.v1alpha1.Tracing.RequestHeader).</summary>
public sealed record ProxyCustomTagRequestHeader
{
    public string Name { get; init; } = "";

    public string DefaultValue { get; init; } = "";
}
