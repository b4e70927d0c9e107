namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.MetadataExchangeHeaders</summary>
public sealed record MetadataExchangeHeaders
{
    public MetadataExchangeMode Mode { get; init; }
}
