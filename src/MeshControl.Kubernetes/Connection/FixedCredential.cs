namespace MeshControl.Kubernetes.Connection;

/// <summary>A credential that stands in the kubeconfig itself.</summary>
internal sealed class FixedCredential(Credential credential) : ICredentialSource
{
    public Credential Current => credential;

    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(credential);

    public void Invalidate(Credential refused)
    {
        // There is no other one to try.
    }
}
