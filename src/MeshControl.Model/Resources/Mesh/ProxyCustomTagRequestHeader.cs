namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.Tracing.RequestHeader</summary>
public sealed record ProxyCustomTagRequestHeader
{
    public string Name { get; init; } = "";

    public string DefaultValue { get; init; } = "";
}
