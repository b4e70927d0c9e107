namespace MeshControl.Model.Resources.Mesh;

/// <summary>How a provider is called over HTTP (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.HttpService).</summary>
public sealed record ProviderHttpService
{
    public string Path { get; init; } = "";

    public TimeSpan? Timeout { get; init; }

    public IReadOnlyList<ProviderHttpHeader> Headers { get; init; } = [];
}
