namespace MeshControl.Model.Resources.Mesh;

/// <summary>Secret discovery; kept for old files (istio.mesh.v1alpha1.SDS).</summary>
public sealed record SdsSettings
{
    public bool Enabled { get; init; }

    public string K8sSaJwtPath { get; init; } = "";
}
