using System.Net;
using MeshControl.Chart.Tests.Rendering;
using MeshControl.Kubernetes;
using MeshControl.Model.Resources;
using MeshControl.Server.Engine;
using MeshControl.Server.Hosting;
using MeshControl.Testing.Envoys;
using MeshControl.Testing.Kubernetes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MeshControl.Chart.Tests.Rbac;

/// <summary>A control plane in this process, on a fake API server that allows it what a chart's roles grant, and remembers what it asked.</summary>
internal sealed class RbacCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-rbac-");
    private readonly WebApplication _mesh;

    private RbacCluster(FakeApiServer server, RenderedChart chart)
    {
        Server = server;
        Grants = Rbac.Grants.Of(chart);
        server.Allowed = request => Grants.Any(grant => grant.Allows(request));
        _mesh = MeshHost.Build(new ServeOptions
        {
            Cluster = new ClusterOptions { Connection = server.Connection("istiod"), Identity = "istiod-0" },
            AdsAddress = Loopback(),
            AdminAddress = Loopback(),
            WebhookAddress = Loopback(),
            AuthorityFolder = _folder.FullName,
            DrainTimeout = TimeSpan.FromMilliseconds(100),
            LogLevel = "error",
        });
    }

    public FakeApiServer Server { get; }

    public IReadOnlyList<Grant> Grants { get; }

    public IServiceProvider Services => _mesh.Services;

    /// <param name="prepare">What the cluster has before the control plane comes.</param>
    public static async Task<RbacCluster> StartAsync(RenderedChart chart, Action<FakeApiServer> prepare)
    {
        var server = await FakeApiServer.StartAsync();
        foreach (var kind in KindCatalog.All)
        {
            server.Serve(new ApiResource(kind.Group, kind.Versions[0], kind.Plural, kind.Kind, kind.Namespaced));
        }

        foreach (var configuration in chart.All("MutatingWebhookConfiguration").Concat(chart.All("ValidatingWebhookConfiguration")).Concat(chart.All("ConfigMap")))
        {
            server.Put(configuration.ToJsonString());
        }

        prepare(server);
        var cluster = new RbacCluster(server, chart);
        await cluster._mesh.StartAsync();
        using var patience = new CancellationTokenSource(Patience);
        await cluster.Services.GetRequiredService<MeshEngine>().Reports.NextAsync(RevisionReport.None, patience.Token);
        return cluster;
    }

    /// <summary>Waits until a request of this kind was made.</summary>
    public async Task AskedAsync(string verb, string resource)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!Server.Requests.Any(request => request.Verb == verb && request.Resource == resource))
        {
            Assert.False(patience.IsCancellationRequested, $"nobody asked to {verb} {resource}");
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _mesh.StopAsync();
        await _mesh.DisposeAsync();
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static IPEndPoint Loopback() => new(IPAddress.Loopback, FreePort.Next());
}
