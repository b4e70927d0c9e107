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

    /// <summary>What was asked, as a real server authorizes it: an apply may create, so it needs that right too.</summary>
    public IEnumerable<RecordedRequest> Requests => Server.Requests.SelectMany(request =>
        request is { Verb: "patch", ContentType: "application/apply-patch+yaml" } && !request.Resource.Contains('/', StringComparison.Ordinal)
            ? [request, request with { Verb = "create" }]
            : new[] { request });

    public IServiceProvider Services => _mesh.Services;

    /// <param name="prepare">What the cluster has before the control plane comes.</param>
    public static async Task<RbacCluster> StartAsync(RenderedChart chart, Action<FakeApiServer> prepare)
    {
        var server = await FakeApiServer.StartAsync();
        foreach (var kind in KindCatalog.All)
        {
            server.Serve(new ApiResource(kind.Group, kind.Versions[0], kind.Plural, kind.Kind, kind.Namespaced));
        }

        server.Serve(new ApiResource("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", Namespaced: false));
        foreach (var configuration in chart.All("MutatingWebhookConfiguration").Concat(chart.All("ValidatingWebhookConfiguration")).Concat(chart.All("ConfigMap")).Concat(chart.All("ClusterRole")))
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

    /// <summary>Waits until a grant was needed.</summary>
    public async Task AskedAsync(Grant grant)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!Requests.Any(grant.Allows))
        {
            Assert.False(patience.IsCancellationRequested, $"nobody needs {grant}");
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
