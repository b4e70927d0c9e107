using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Connection;
using MeshControl.Testing.Clusters;

namespace MeshControl.Kubernetes.Tests;

/// <summary>One real API server for a collection; none where this machine has none, since then its tests are skipped.</summary>
public sealed class RealServerFixture : IAsyncLifetime
{
    private RealApiServer? _server;

    public KubeConnection Connection => KubeConnection.FromKubeconfig(_server!.Kubeconfig);

    public KubeApi Connect() => new(Connection);

    public async Task InitializeAsync()
    {
        if (ApiServerBinaries.MissingReason is null)
            _server = await RealApiServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
