using MeshControl.Generation.Output;

namespace MeshControl.Xds.Sessions;

/// <summary>Gives no secrets to anyone.</summary>
public sealed class NoSecrets : ISecretSource, ISecretSession
{
    public static NoSecrets Instance { get; } = new();

    public event Action? Changed
    {
        add { }
        remove { }
    }

    public ISecretSession Open(SecretRequester requester) => this;

    public EncodedResource? Find(string name) => null;

    public void Dispose()
    {
    }
}
