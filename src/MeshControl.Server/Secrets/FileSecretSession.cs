using MeshControl.Generation.Output;
using MeshControl.Generation.Secrets;
using MeshControl.Xds.Sessions;

namespace MeshControl.Server.Secrets;

/// <summary>One stream's secrets, those of its own files first.</summary>
internal sealed class FileSecretSession(ISecretSession others, string systemRoots) : ISecretSession
{
    public event Action? Changed
    {
        add => others.Changed += value;
        remove => others.Changed -= value;
    }

    public EncodedResource? Find(string name) => FileSecrets.Find(name, systemRoots) ?? others.Find(name);

    public void Dispose() => others.Dispose();
}
