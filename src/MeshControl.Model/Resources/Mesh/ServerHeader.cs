namespace MeshControl.Model.Resources.Mesh;

/// <summary>The server header of responses (istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.Server).</summary>
public sealed record ServerHeader
{
    public bool? Disabled { get; init; }

    public string Value { get; init; } = "";
}
