using MeshControl.Grpc.Server;
using MeshControl.Security.Authority;
using MeshControl.Server.Secrets;
using MeshControl.Xds;
using MeshControl.Xds.Diagnostics;
using MeshControl.Xds.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshControl.EndToEnd.Tests.Parade;

/// <summary>The discovery service with its secrets on a Unix socket, which an Envoy in any network namespace reaches.</summary>
internal sealed class ParadeHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ParadeHost(WebApplication app) => _app = app;

    public ParadeSource Source => _app.Services.GetRequiredService<ParadeSource>();

    /// <summary>Where the only stream stands; null before it is there.</summary>
    public SessionSnapshot? Session => _app.Services.GetRequiredService<AdsSessions>().Snapshots() is [var session, ..] ? session : null;

    public static async Task<ParadeHost> StartAsync(string folder, string socket)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ParadeSource>();
        builder.Services.AddSingleton<IProxyConfigSource>(static provider => provider.GetRequiredService<ParadeSource>());
        builder.Services.AddMeshGrpc(new GrpcServerOptions { DrainTimeout = TimeSpan.Zero });
        builder.Services.AddMeshXds(new AdsOptions());
        builder.Services.AddWorkloadSecrets(new WorkloadSecretOptions
        {
            Authority = new AuthorityOptions { Folder = Path.Combine(folder, "ca") }, Plaintext = PlaintextSecrets.Always,
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureMeshGrpc();
            kestrel.ListenUnixSocket(socket, static listen => listen.UseMeshGrpc());
        });
        var app = builder.Build();
        app.UseRouting();
        app.MapAds();
        await app.StartAsync();
        return new ParadeHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
