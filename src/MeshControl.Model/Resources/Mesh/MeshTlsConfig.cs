namespace MeshControl.Model.Resources.Mesh;

/// <summary>Versions, ciphers and curves of TLS (istio.mesh.v1alpha1.MeshConfig.TLSConfig).</summary>
public sealed record MeshTlsConfig
{
    public MeshTlsProtocol MinProtocolVersion { get; init; }

    public IReadOnlyList<string> EcdhCurves { get; init; } = [];

    public IReadOnlyList<string> CipherSuites { get; init; } = [];
}
