namespace MeshControl.Model.Resources.Mesh;

/// <summary>A service that provides secrets (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.SDSProvider).</summary>
public sealed record SdsProvider
{
    public string Name { get; init; } = "";

    public string Service { get; init; } = "";

    public int Port { get; init; }
}
