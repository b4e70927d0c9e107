using MeshControl.Server.Engine;
using MeshControl.Server.Metrics;
using MeshControl.Xds.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MeshControl.Server.Debugging;

/// <summary>Health, metrics and debugging over HTTP; nothing here changes anything.</summary>
public static class AdminEndpoints
{
    private const string Json = "application/json";

    public static void MapAdmin(this IEndpointRouteBuilder endpoints, int port)
    {
        var engine = endpoints.ServiceProvider.GetRequiredService<MeshEngine>();
        var sessions = endpoints.ServiceProvider.GetRequiredService<AdsSessions>();
        var metrics = endpoints.ServiceProvider.GetRequiredService<PrometheusTextExporter>();
        // By the port that was connected to: behind a port-forward the Host header names another one.
        var admin = endpoints.MapGroup("").AddEndpointFilter((call, next) =>
            call.HttpContext.Connection.LocalPort == port ? next(call) : ValueTask.FromResult<object?>(Results.NotFound()));
        admin.MapGet("/", () => Results.Text(AdminIndex.Text));
        admin.MapGet("/healthz", () => Results.Text("ok\n"));
        admin.MapGet("/readyz", () => Readiness(engine));
        admin.MapGet("/ready", () => Readiness(engine));
        admin.MapGet("/metrics", () => Results.Text(metrics.Write(), PrometheusTextExporter.ContentType));
        admin.MapGet("/debug/syncz", () => Results.Text(SyncStatusJson.Of(sessions.Snapshots()), Json));
        admin.MapGet("/debug/findings", () => Results.Text(FindingsJson.Of(engine.Findings), Json));
        admin.MapGet("/debug/graph", () => Results.Text(GraphJson.Of(engine), Json));
        admin.MapGet("/debug/config_dump", (HttpRequest request) => Dump(sessions, request));
    }

    private static IResult Readiness(MeshEngine engine) => engine.IsReady
        ? Results.Text(Lines("ready", engine.Troubles))
        : Results.Text(Lines("not ready: the configuration has not been read completely yet", engine.Waiting), statusCode: StatusCodes.Status503ServiceUnavailable);

    private static string Lines(string first, IReadOnlyList<string> more) => string.Concat(more.Prepend(first).Select(line => line + "\n"));

    private static IResult Dump(AdsSessions sessions, HttpRequest request)
    {
        var id = request.Query["proxyID"].ToString();
        if (id.Length == 0)
        {
            return Results.Text("say which proxy: /debug/config_dump?proxyID=POD.NAMESPACE\n", statusCode: StatusCodes.Status400BadRequest);
        }

        if (sessions.Dump(id) is not { } dump)
        {
            return Results.Text($"no proxy {id} is connected; /debug/syncz lists those that are\n", statusCode: StatusCodes.Status404NotFound);
        }

        var types = request.Query["types"].ToString() is { Length: > 0 } list ? list.Split(',') : null;
        var message = dump.ToMessage(types, includeEndpoints: request.Query.ContainsKey("include_eds"));
        return Results.Text(DumpJson.Of(message), Json);
    }
}
