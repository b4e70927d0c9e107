using System.Net;
using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Proxies;
using MeshControl.Server.Engine;
using MeshControl.Server.Hosting;
using MeshControl.Testing.Envoys;
using MeshControl.Xds.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MeshControl.Server.Tests;

/// <summary>A meshd in this process, serving a folder on free ports.</summary>
internal sealed class RunningMesh : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly WebApplication _app;
    private readonly DirectoryInfo _authority = Directory.CreateTempSubdirectory("meshcontrol-ca-");

    private RunningMesh(string folder)
    {
        Options = new ServeOptions
        {
            ConfigFolders = [folder],
            AdsAddress = new IPEndPoint(IPAddress.Loopback, FreePort.Next()),
            AdminAddress = new IPEndPoint(IPAddress.Loopback, FreePort.Next()),
            AuthorityFolder = _authority.FullName,
            DrainTimeout = TimeSpan.FromMilliseconds(100),
            LogLevel = "error",
        };
        _app = MeshHost.Build(Options);
        Admin = new HttpClient { BaseAddress = new Uri($"http://{Options.AdminAddress}") };
    }

    public ServeOptions Options { get; }

    public HttpClient Admin { get; }

    public MeshEngine Engine => _app.Services.GetRequiredService<MeshEngine>();

    public static async Task<RunningMesh> StartAsync(string folder)
    {
        var mesh = new RunningMesh(folder);
        await mesh._app.StartAsync();
        await mesh.RevisionAfterAsync(RevisionReport.None);
        return mesh;
    }

    /// <summary>Waits for the first revision published after a report.</summary>
    public async Task<RevisionReport> RevisionAfterAsync(RevisionReport report)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await Engine.Reports.NextAsync(report, patience.Token);
    }

    public ValueTask<IProxySubscription> ConnectAsync(string pod, string address) => Engine.ConnectAsync(
        new ProxyIdentity
        {
            Type = ProxyType.Sidecar,
            Id = $"{pod}.default",
            Addresses = [address],
            DnsDomain = "default.svc.cluster.local",
            Metadata = new ProxyMetadata { Namespace = "default", ClusterId = "Kubernetes" },
        },
        CancellationToken.None);

    public static string RouteTable(ProxyConfig config, string name) =>
        ResourceJson.Of(config.View(ResourceType.Route, RouteDelivery.Table).Find(name)!).ToJsonString();

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _authority.Delete(recursive: true);
    }
}
