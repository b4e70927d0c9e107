namespace MeshControl.Kubernetes.Connection;

/// <summary>Where the credential comes from: a constant, a file that is rotated, or a plugin.</summary>
public interface ICredentialSource
{
    /// <summary>The credential that was handed out last, for a TLS handshake that cannot wait.</summary>
    Credential Current { get; }

    ValueTask<Credential> GetAsync(CancellationToken cancellationToken);

    /// <summary>The API server refused <paramref name="refused"/> (401): the next <see cref="GetAsync"/> fetches anew.</summary>
    void Invalidate(Credential refused);
}
