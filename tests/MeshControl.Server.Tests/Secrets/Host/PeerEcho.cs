using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Tests.Secrets.Host;

/// <summary>An app that answers with what its sidecar says about the peer.</summary>
internal sealed class PeerEcho : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PeerEcho(WebApplication app)
    {
        _app = app;
        Port = new Uri(app.Urls.First()).Port;
    }

    public int Port { get; }

    public static async Task<PeerEcho> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(static context => context.Response.WriteAsync($"peer {context.Request.Headers["x-forwarded-client-cert"]}"));
        await app.StartAsync();
        return new PeerEcho(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
