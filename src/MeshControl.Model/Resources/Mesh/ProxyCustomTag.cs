using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Where the value of a span tag comes from (istio.mesh.v1alpha1.Tracing.CustomTag).</summary>
public sealed record ProxyCustomTag
{
    [OneOf("type")]
    public ProxyCustomTagLiteral? Literal { get; init; }

    [OneOf("type")]
    public ProxyCustomTagEnvironment? Environment { get; init; }

    [OneOf("type")]
    public ProxyCustomTagRequestHeader? Header { get; init; }
}
