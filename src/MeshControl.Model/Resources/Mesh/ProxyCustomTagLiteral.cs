namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.Tracing.Literal</summary>
public sealed record ProxyCustomTagLiteral
{
    public string Value { get; init; } = "";
}
