using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MeshControl.Testing.Traffic;

/// <summary>A small HTTP/1.1 server that answers every request with its name.</summary>
public sealed class HttpApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HttpApp(WebApplication app, string name)
    {
        _app = app;
        Name = name;
        Port = new Uri(app.Urls.First()).Port;
    }

    public string Name { get; }

    public int Port { get; }

    /// <param name="address">Where it listens; null for loopback.</param>
    public static async Task<HttpApp> StartAsync(string name, IPAddress? address = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address ?? IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsync(name));
        await app.StartAsync();
        return new HttpApp(app, name);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
