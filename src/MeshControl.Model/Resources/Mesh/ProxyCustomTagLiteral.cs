namespace MeshControl.Model.Resources.Mesh;

/// <summary>A span tag with a fixed value (istio.mesh.v1alpha1.Tracing.Literal).</summary>
public sealed record ProxyCustomTagLiteral
{
    public string Value { get; init; } = "";
}
