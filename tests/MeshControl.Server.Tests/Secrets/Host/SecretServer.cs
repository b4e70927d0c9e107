using System.Net;
using MeshControl.Grpc.Server;
using MeshControl.Security.Authority;
using MeshControl.Security.Serving;
using MeshControl.Security.Signing;
using MeshControl.Server.Authentication;
using MeshControl.Server.Secrets;
using MeshControl.Xds;
using MeshControl.Xds.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Tests.Secrets.Host;

/// <summary>A discovery service with a certificate authority of its own, at a free loopback port.</summary>
internal sealed class SecretServer : IAsyncDisposable
{
    public const string TellerToken = "token-of-the-teller-1";
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private SecretServer(WebApplication app, DirectoryInfo folder, StaticConfigSource source)
    {
        _app = app;
        _folder = folder;
        Source = source;
        Port = new Uri(app.Urls.First()).Port;
        SecurePort = new Uri(app.Urls.Last()).Port;
    }

    public StaticConfigSource Source { get; }

    public int Port { get; }

    /// <summary>The same over TLS, for proxies that prove who they are.</summary>
    public int SecurePort { get; }

    public CertificateAuthority Authority => _app.Services.GetRequiredService<CertificateAuthority>();

    /// <summary>Replaces the list of what is revoked; proxies are told at once.</summary>
    public void Revoke(string lines)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "ca", "revoked"), lines);
        Authority.Refresh();
    }

    public static async Task<SecretServer> StartAsync(Func<WorkloadSecretOptions, WorkloadSecretOptions>? change = null, TimeProvider? clock = null)
    {
        var folder = Directory.CreateTempSubdirectory("mesh-ca-");
        var source = new StaticConfigSource();
        var options = new WorkloadSecretOptions { Authority = new AuthorityOptions { Folder = Path.Combine(folder.FullName, "ca") } };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton<IProxyConfigSource>(source);
        builder.Services.AddMeshGrpc(new GrpcServerOptions { DrainTimeout = TimeSpan.Zero });
        builder.Services.AddMeshXds();
        builder.Services.AddWorkloadSecrets(change?.Invoke(options) ?? options);
        var tokens = Path.Combine(folder.FullName, "tokens");
        await File.WriteAllTextAsync(tokens, $"{TellerToken} bank/teller\n");
        builder.Services.AddMeshAuthentication(_ => new AuthenticationOptions { TokenFile = tokens });
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.ConfigureMeshGrpc();
            kestrel.Listen(IPAddress.Loopback, 0, static endpoint => endpoint.UseMeshGrpc());
            kestrel.Listen(IPAddress.Loopback, 0, static endpoint => endpoint.UseMeshGrpc().UseMeshTls());
        });
        var app = builder.Build();
        app.UseRouting();
        app.MapAds();
        app.MapCertificates();
        await app.StartAsync();
        return new SecretServer(app, folder, source);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
