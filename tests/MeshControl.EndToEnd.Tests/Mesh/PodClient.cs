using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Mesh;

/// <summary>An HTTP client inside a pod, with the mesh's services in place of DNS.</summary>
internal sealed class PodClient : IDisposable
{
    private readonly HttpClient _client;
    private readonly NetworkNamespace _place;
    private readonly Func<string, IPAddress> _resolve;

    public PodClient(NetworkNamespace place, Func<string, IPAddress> resolve)
    {
        (_place, _resolve) = (place, resolve);
        _client = new HttpClient(Handler(place, resolve)) { Timeout = TimeSpan.FromSeconds(20) };
    }

    /// <summary>A handler whose connections start in the namespace.</summary>
    public static SocketsHttpHandler Handler(NetworkNamespace place, Func<string, IPAddress> resolve) => new()
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = place.CreateSocket();
            try
            {
                await socket.ConnectAsync(new IPEndPoint(resolve(context.DnsEndPoint.Host), context.DnsEndPoint.Port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    /// <summary>A GET; a header named `host` replaces the host of the address.</summary>
    public Task<PodAnswer> GetAsync(string url, params IEnumerable<(string Name, string Value)> headers) => SendAsync(HttpMethod.Get, url, headers);

    public Task<PodAnswer> SendAsync(HttpMethod method, string url, params IEnumerable<(string Name, string Value)> headers) =>
        // Paths go out as they are written.
        SendAsync(new HttpRequestMessage(method, new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })), headers);

    /// <summary>A GET over HTTP/2 without TLS, as gRPC clients begin.</summary>
    public Task<PodAnswer> GetOverHttp2Async(string url) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact }, []);

    /// <summary>A connection to a port of a host.</summary>
    public async Task<NetworkStream> ConnectAsync(string host, int port)
    {
        var socket = _place.CreateSocket();
        try
        {
            await socket.ConnectAsync(new IPEndPoint(_resolve(host), port));
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a message over a WebSocket and returns what comes back.</summary>
    public async Task<string> EchoOverWebSocketAsync(Uri address, string message, string? host = null)
    {
        using var socket = new ClientWebSocket();
        if (host is not null)
        {
            socket.Options.SetRequestHeader("host", host);
        }

        using var invoker = new HttpMessageInvoker(Handler(_place, _resolve));
        await socket.ConnectAsync(address, invoker, CancellationToken.None);
        await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var buffer = new byte[1024];
        var answer = await socket.ReceiveAsync(buffer, CancellationToken.None);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        return Encoding.UTF8.GetString(buffer, 0, answer.Count);
    }

    private async Task<PodAnswer> SendAsync(HttpRequestMessage message, IEnumerable<(string Name, string Value)> headers)
    {
        using var request = message;
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _client.SendAsync(request);
        var received = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(",", header.Value), StringComparer.Ordinal);
        return new PodAnswer((int)response.StatusCode, received, await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => _client.Dispose();
}
