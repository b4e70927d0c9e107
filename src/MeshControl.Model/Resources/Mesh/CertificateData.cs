using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>A certificate authority that the mesh trusts (istio.mesh.v1alpha1.MeshConfig.CertificateData).</summary>
public sealed record CertificateData
{
    [OneOf("certificateData")]
    public string? Pem { get; init; }

    [OneOf("certificateData")]
    public string? SpiffeBundleUrl { get; init; }

    public IReadOnlyList<string> CertSigners { get; init; } = [];

    public IReadOnlyList<string> TrustDomains { get; init; } = [];
}
