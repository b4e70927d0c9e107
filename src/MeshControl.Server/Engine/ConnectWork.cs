using MeshControl.Model.Proxies;
using MeshControl.Xds.Catalog;

namespace MeshControl.Server.Engine;

/// <summary>A proxy wants its configuration. Done in the loop, so that no revision can slip between its first configuration and its registration.</summary>
internal sealed record ConnectWork(ProxyIdentity Proxy) : EngineWork
{
    private readonly TaskCompletionSource<CatalogEntry> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<CatalogEntry> Connected => _connected.Task;

    public void Complete(CatalogEntry entry)
    {
        if (!_connected.TrySetResult(entry))
        {
            // The stream ended while it waited.
            entry.Dispose();
        }
    }

    public void Fail(Exception error) => _connected.TrySetException(error);

    public void Abandon() => _connected.TrySetCanceled();
}
