namespace MeshControl.Model.Resources.Mesh;

/// <summary>Spans for SkyWalking (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.SkyWalkingTracingProvider).</summary>
public sealed record SkyWalkingTracingProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public string AccessToken { get; init; } = "";
}
