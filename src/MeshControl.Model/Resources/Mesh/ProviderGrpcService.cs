namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.GrpcService</summary>
public sealed record ProviderGrpcService
{
    public TimeSpan? Timeout { get; init; }

    public IReadOnlyList<ProviderHttpHeader> InitialMetadata { get; init; } = [];
}
