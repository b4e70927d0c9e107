using System.Security.Cryptography;
using MeshControl.Kubernetes.Client;
using MeshControl.Testing.Kubernetes;
using MeshControl.Testing.Traffic;

namespace MeshControl.Kubernetes.Tests.PortForwarding;

/// <summary>Bytes to and from a pod's port.</summary>
public sealed class PortForwardTests : IAsyncLifetime
{
    private FakeApiServer _server = null!;
    private KubeApi _api = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeApiServer.StartAsync(new FakeApiServerOptions(Tls: true));
        _api = _server.Connect(token: "me");
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_HTTP_client_talks_to_a_pod_through_it()
    {
        await using var app = await HttpApp.StartAsync("in the pod");
        _server.PortForwards["shop/cart-1:15000"] = app.Port;
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) => await _api.OpenPortForwardAsync("shop", "cart-1", 15000, token),
        });
        for (var call = 0; call < 3; call++)
            Assert.Equal("in the pod", await client.GetStringAsync("http://localhost:15000/"));
        Assert.Contains(_server.Requests, request => request is { Resource: "pods/portforward", Namespace: "shop", Name: "cart-1", Token: "me", Query: "?ports=15000" });
    }

    [Fact]
    public async Task Many_bytes_arrive_as_they_were_sent()
    {
        await using var echo = new EchoServer();
        _server.PortForwards["shop/cart-1:7"] = echo.Port;
        await using var stream = await _api.OpenPortForwardAsync("shop", "cart-1", 7, default);
        var sent = RandomNumberGenerator.GetBytes(3_000_000);
        var received = new byte[sent.Length];
        var reading = stream.ReadExactlyAsync(received).AsTask();
        await stream.WriteAsync(sent);
        await reading;
        Assert.True(sent.AsSpan().SequenceEqual(received));
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_is_said_by_the_first_read()
    {
        await using var stream = await _api.OpenPortForwardAsync("shop", "cart-1", 81, default);
        var failure = await Assert.ThrowsAsync<IOException>(async () => await stream.ReadExactlyAsync(new byte[1]));
        Assert.Contains("error forwarding port 81 to pod", failure.Message);
    }

    [Fact]
    public async Task A_refusal_is_the_API_servers()
    {
        _server.Allowed = _ => false;
        var failure = await Assert.ThrowsAsync<KubeApiException>(() => _api.OpenPortForwardAsync("shop", "cart-1", 81, default));
        Assert.Equal(403, failure.Status);
    }
}
