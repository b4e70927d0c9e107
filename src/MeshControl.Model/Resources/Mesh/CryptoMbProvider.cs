namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.PrivateKeyProvider.CryptoMb</summary>
public sealed record CryptoMbProvider
{
    public TimeSpan? PollDelay { get; init; }

    public bool? Fallback { get; init; }
}
