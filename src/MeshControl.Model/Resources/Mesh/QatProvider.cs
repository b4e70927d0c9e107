namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.PrivateKeyProvider.QAT</summary>
public sealed record QatProvider
{
    public TimeSpan? PollDelay { get; init; }

    public bool? Fallback { get; init; }
}
