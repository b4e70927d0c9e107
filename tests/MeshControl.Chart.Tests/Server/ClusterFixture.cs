using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Connection;
using MeshControl.Testing.Clusters;

namespace MeshControl.Chart.Tests.Server;

/// <summary>One real API server for all tests of this project, since starting one takes seconds.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private RealApiServer? _server;

    public KubeApi Api { get; private set; } = null!;

    public string Kubeconfig => _server!.Kubeconfig;

    public async Task InitializeAsync()
    {
        if ((HelmBinary.MissingReason ?? ApiServerBinaries.MissingReason) is not null)
        {
            return;
        }

        _server = await RealApiServer.StartAsync();
        Api = new KubeApi(KubeConnection.FromKubeconfig(_server.Kubeconfig));
    }

    public async Task DisposeAsync()
    {
        Api?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    public Task<ToolRun> KubectlAsync(params string[] arguments) => _server!.KubectlAsync(arguments);

    /// <summary>Runs helm against the server and returns what it printed.</summary>
    internal string Helm(params string[] arguments)
    {
        var run = HelmRun.Of([.. arguments, "--kubeconfig", Kubeconfig]);
        Assert.True(run.ExitCode == 0, $"helm {string.Join(' ', arguments)}: {run.Error}");
        return run.Output;
    }
}
