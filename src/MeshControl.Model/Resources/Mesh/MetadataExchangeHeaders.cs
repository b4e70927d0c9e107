namespace MeshControl.Model.Resources.Mesh;

/// <summary>Whether peer metadata headers are sent (istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.MetadataExchangeHeaders).</summary>
public sealed record MetadataExchangeHeaders
{
    public MetadataExchangeMode Mode { get; init; }
}
