using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using MeshControl.EndToEnd.Tests.Network;
using MeshControl.Model.Resources.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace MeshControl.EndToEnd.Tests.Apps;

/// <summary>
/// An HTTP server inside a pod that answers with the request it received. The query asks for other behaviour: `delay=MS`, `status=CODE` (with
/// `on=POD` at that pod only), `fail=N&amp;key=TEXT`, a 503 for the first N requests of that key, `reply-header=NAME`, and `plain=1`, the pod's name alone. A WebSocket
/// gets its messages back. The name of a port says what is spoken on it: `tls`, `h2`, else HTTP/1.1.
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
        app.UseWebSockets();
        app.Run(AnswerAsync);
    }

    /// <summary>Every request so far.</summary>
    public IReadOnlyCollection<EchoAnswer> Received => _received;

    public static async Task<EchoApp> StartAsync(NetworkNamespace place, string pod, IEnumerable<ContainerPort> ports)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = place.Bind);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var port in ports)
            {
                kestrel.Listen(IPAddress.Any, port.Number, listen => Speak(listen, port.Name));
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

    private static void Speak(ListenOptions listen, string name)
    {
        listen.Protocols = name == "h2" ? HttpProtocols.Http2 : HttpProtocols.Http1;
        if (name == "tls")
        {
            listen.UseHttps(AppCertificate.Instance);
        }
    }

    private static async Task EchoAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[1024];
        while (await socket.ReceiveAsync(buffer, cancellationToken) is { MessageType: not WebSocketMessageType.Close } message)
        {
            await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, cancellationToken);
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", cancellationToken);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await EchoAsync(socket, context.RequestAborted);
            return;
        }

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
        context.Response.Headers["x-spoken"] = request.Protocol;
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
