namespace MeshControl.Model.Resources.Mesh;

/// <summary>How a provider is called over gRPC (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.GrpcService).</summary>
public sealed record ProviderGrpcService
{
    public TimeSpan? Timeout { get; init; }

    public IReadOnlyList<ProviderHttpHeader> InitialMetadata { get; init; } = [];
}
