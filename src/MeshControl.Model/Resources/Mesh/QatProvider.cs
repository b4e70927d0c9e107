namespace MeshControl.Model.Resources.Mesh;

/// <summary>Private key operations by QAT (istio.mesh.v1alpha1.PrivateKeyProvider.QAT).</summary>
public sealed record QatProvider
{
    public TimeSpan? PollDelay { get; init; }

    public bool? Fallback { get; init; }
}
