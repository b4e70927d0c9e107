using MeshControl.Xds.Sessions;

namespace MeshControl.Server.Secrets;

/// <summary>Adds the secrets that name a proxy's own files to those of another source; every stream gets them.</summary>
internal sealed class FileSecretSource(ISecretSource others, string systemRoots) : ISecretSource
{
    public ISecretSession Open(SecretRequester requester) => new FileSecretSession(others.Open(requester), systemRoots);
}
