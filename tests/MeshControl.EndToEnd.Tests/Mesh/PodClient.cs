using System.Net;
using System.Net.Sockets;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Mesh;

/// <summary>An HTTP client inside a pod, with the mesh's services in place of DNS.</summary>
internal sealed class PodClient : IDisposable
{
    private readonly HttpClient _client;

    public PodClient(NetworkNamespace place, Func<string, IPAddress> resolve) =>
        _client = new HttpClient(Handler(place, resolve)) { Timeout = TimeSpan.FromSeconds(20) };

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

    public async Task<PodAnswer> SendAsync(HttpMethod method, string url, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(method, url);
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
