using System.Collections.Concurrent;
using System.Net;
using MeshControl.EndToEnd.Tests.Network;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MeshControl.EndToEnd.Tests.Apps;

/// <summary>
/// An HTTP server inside a pod that answers with the request it received. The query asks for other behaviour: `delay=MS`, `status=CODE` (with
/// `on=POD` at that pod only), `fail=N&amp;key=TEXT`, a 503 for the first N requests of that key, `reply-header=NAME`, and `plain=1`, the pod's name alone.
/// </summary>
internal sealed class EchoApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _pod;
    private readonly ConcurrentQueue<EchoAnswer> _received = [];
    private readonly ConcurrentDictionary<string, int> _attempts = new(StringComparer.Ordinal);

    private EchoApp(WebApplication app, string pod)
    {
        _app = app;
        _pod = pod;
        app.Run(AnswerAsync);
    }

    /// <summary>Every request so far.</summary>
    public IReadOnlyCollection<EchoAnswer> Received => _received;

    public static async Task<EchoApp> StartAsync(NetworkNamespace place, string pod, IEnumerable<int> ports)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = place.Bind);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var port in ports)
            {
                kestrel.Listen(IPAddress.Any, port);
            }
        });
        var app = new EchoApp(builder.Build(), pod);
        await app._app.StartAsync();
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var answer = new EchoAnswer(_pod, request.Method, request.Host.Value ?? "", request.Path + request.QueryString,
            request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal));
        _received.Enqueue(answer);
        if (int.TryParse(request.Query["delay"], out var delay))
        {
            await Task.Delay(delay, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (int.TryParse(request.Query["fail"], out var failures) && _attempts.AddOrUpdate(request.Query["key"].ToString(), 1, static (_, count) => count + 1) <= failures)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        else if (int.TryParse(request.Query["status"], out var status) && (request.Query["on"].Count == 0 || request.Query["on"] == _pod))
        {
            context.Response.StatusCode = status;
        }

        context.Response.Headers["x-app"] = _pod;
        if (request.Query["reply-header"].ToString() is { Length: > 0 } name)
        {
            context.Response.Headers[name] = "1";
        }

        if (request.Query.ContainsKey("plain"))
        {
            await context.Response.WriteAsync(_pod);
            return;
        }

        await context.Response.WriteAsJsonAsync(answer);
    }
}
