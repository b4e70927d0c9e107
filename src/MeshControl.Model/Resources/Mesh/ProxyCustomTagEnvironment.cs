namespace MeshControl.Model.Resources.Mesh;

/// <summary>A span tag from the proxy's environment (istio.mesh.v1alpha1.Tracing.Environment).</summary>
public sealed record ProxyCustomTagEnvironment
{
    public string Name { get; init; } = "";

    public string DefaultValue { get; init; } = "";
}
