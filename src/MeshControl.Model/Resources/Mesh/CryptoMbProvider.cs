namespace MeshControl.Model.Resources.Mesh;

/// <summary>Private key operations by CryptoMB (istio.mesh.v1alpha1.PrivateKeyProvider.CryptoMb).</summary>
public sealed record CryptoMbProvider
{
    public TimeSpan? PollDelay { get; init; }

    public bool? Fallback { get; init; }
}
