namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.Certificate</summary>
public sealed record MeshCertificate
{
    public string SecretName { get; init; } = "";

    public IReadOnlyList<string> DnsNames { get; init; } = [];
}
