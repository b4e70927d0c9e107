using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Tests.KeySets;

/// <summary>An issuer's server on loopback: `/keys`, discovery that names it, redirections to it, and answers that are none.</summary>
internal sealed class IssuerServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private IssuerServer(WebApplication app)
    {
        _app = app;
        Address = app.Urls.First();
    }

    public string Address { get; }

    /// <summary>What `/keys` answers; null for an error.</summary>
    public string? Keys { get; set; } = KeysNamed("key-one");

    public static string KeysNamed(string id) => $"{{\"keys\":[{{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"{id}\",\"x\":\"x\",\"y\":\"y\"}}]}}";

    public static async Task<IssuerServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        IssuerServer? server = null;
        app.Run(context => server!.AnswerAsync(context));
        await app.StartAsync();
        return server = new IssuerServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/keys" when Keys is { } keys:
                await context.Response.WriteAsync(keys);
                break;
            case "/.well-known/openid-configuration":
                await context.Response.WriteAsync($"{{\"issuer\":\"{Address}\",\"jwks_uri\":\"{Address}/keys\"}}");
                break;
            case "/moved":
                context.Response.Redirect("/keys");
                break;
            case "/circle":
                context.Response.Redirect("/circle");
                break;
            case "/metadata":
                context.Response.Redirect("http://169.254.169.254/latest/meta-data/");
                break;
            case "/huge":
                await context.Response.WriteAsync(new string(' ', 2_000_000) + Keys);
                break;
            case "/never":
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
        }
    }
}
