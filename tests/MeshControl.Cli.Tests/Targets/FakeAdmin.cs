using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MeshControl.Cli.Tests.Targets;

/// <summary>An admin port that answers fixed bodies by path and query, and 404 to the rest.</summary>
internal sealed class FakeAdmin : IAsyncDisposable
{
    private readonly WebApplication _server;

    private FakeAdmin(WebApplication server) => _server = server;

    public string Address => new Uri(_server.Urls.Single()).Authority;

    public static async Task<FakeAdmin> StartAsync(params (string PathAndQuery, string Body)[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(async context =>
        {
            var asked = context.Request.Path + context.Request.QueryString;
            var body = answers.FirstOrDefault(answer => answer.PathAndQuery == asked).Body;
            if (body is null)
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            else if (body.StartsWith("500", StringComparison.Ordinal))
            {
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                await context.Response.WriteAsync(body[4..]);
            }
            else
                await context.Response.WriteAsync(body);
        });
        await server.StartAsync();
        return new(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
