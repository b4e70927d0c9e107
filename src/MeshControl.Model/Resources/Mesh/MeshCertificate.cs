namespace MeshControl.Model.Resources.Mesh;

/// <summary>A certificate for a DNS name; kept for old files (istio.mesh.v1alpha1.Certificate).</summary>
public sealed record MeshCertificate
{
    public string SecretName { get; init; } = "";

    public IReadOnlyList<string> DnsNames { get; init; } = [];
}
