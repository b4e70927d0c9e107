using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>An external certificate authority (istio.mesh.v1alpha1.MeshConfig.CA).</summary>
public sealed record MeshCertificateAuthority
{
    public string Address { get; init; } = "";

    public ClientTlsSettings? TlsSettings { get; init; }

    public TimeSpan? RequestTimeout { get; init; }

    public bool IstiodSide { get; init; }
}
