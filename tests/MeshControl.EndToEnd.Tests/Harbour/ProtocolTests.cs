using System.Net.Security;
using System.Text;
using MeshControl.EndToEnd.Tests.Apps;
using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Harbour;

/// <summary>Everything that is not plain HTTP/1.1: gRPC's HTTP/2, WebSockets, TLS by its SNI, TCP with weights, PROXY protocol; delegates on the way.</summary>
[Collection(HarbourCollection.Name)]
public sealed class ProtocolTests(HarbourMesh fixture)
{
    private const string Gateway = "10.244.0.2";
    private readonly TestMesh _mesh = fixture.Mesh;
    private readonly PodClient _client = fixture.Mesh["client-0"].Client;

    [NetworkFact]
    public async Task A_grpc_port_is_http2_from_end_to_end()
    {
        var answer = await _client.GetOverHttp2Async("http://calls:9090/");
        Assert.Equal(("near-0", "HTTP/2"), (answer.Pod, answer.Headers["x-spoken"]));
    }

    [NetworkFact]
    public async Task A_websocket_goes_through_both_sidecars() =>
        Assert.Equal("ahoy", await _client.EchoOverWebSocketAsync(new Uri("ws://socket/"), "ahoy"));

    [NetworkFact]
    public async Task A_websocket_enters_by_the_gateway() =>
        Assert.Equal("ahoy", await _mesh.Outside.EchoOverWebSocketAsync(new Uri($"ws://{Gateway}:8080/"), "ahoy", "socket.example"));

    [NetworkFact]
    public async Task A_tls_route_takes_the_sni_that_it_names_to_the_app_that_holds_the_certificate() =>
        Assert.Equal(AppCertificate.Subject, await CertificateAsync(_client, "tunnelled", 443, "tunnelled.harbour.svc.cluster.local"));

    [NetworkFact]
    public async Task Another_sni_is_not_let_through() =>
        await Assert.ThrowsAnyAsync<Exception>(() => CertificateAsync(_client, "tunnelled", 443, "elsewhere.example"));

    [NetworkFact]
    public async Task A_gateway_passes_tls_through_by_its_sni()
    {
        Assert.Equal(AppCertificate.Subject, await CertificateAsync(_mesh.Outside, Gateway, 8443, "pass.example"));
        await Assert.ThrowsAnyAsync<Exception>(() => CertificateAsync(_mesh.Outside, Gateway, 8443, "other.example"));
    }

    [NetworkFact]
    public async Task A_tcp_route_shares_connections_by_weight()
    {
        var other = await Share.OfAsync(200, async () => await PodBehindAsync(_client, "pipe", 7000) == "far-0");
        Assert.InRange(other, 0.55, 0.85);
    }

    [NetworkFact]
    public async Task A_tcp_port_of_the_gateway_is_a_pipe_into_the_mesh() => Assert.Equal("near-0", await PodBehindAsync(_mesh.Outside, Gateway, 7000));

    [NetworkFact]
    public async Task A_gateway_passes_the_mutual_tls_of_other_clusters_to_the_pod_that_its_sni_names()
    {
        Assert.Contains("spiffe://cluster.local/ns/harbour/sa/dock", await NamesAsync("outbound_.80_._.dock.harbour.svc.cluster.local"), StringComparison.Ordinal);
        Assert.Equal("", await NamesAsync("outbound_.80_._.nobody.harbour.svc.cluster.local"));
    }

    [NetworkFact]
    public async Task A_tunnel_asks_the_other_side_to_connect_on()
    {
        await using var stream = await _client.ConnectAsync("burrow", 7001);
        await stream.WriteAsync("hello"u8.ToArray());
        await Eventually.HoldsAsync("a request to connect", () => _mesh["plain-0"].FirstBytes.Any(first => first.StartsWith("CONNECT far.example.com:443 ", StringComparison.Ordinal)));
    }

    [NetworkFact]
    public async Task A_proxy_protocol_header_comes_before_the_bytes()
    {
        await using var stream = await _client.ConnectAsync("announced", 7000);
        await stream.WriteAsync("hello"u8.ToArray());
        using var reader = new StreamReader(stream);
        Assert.StartsWith("PROXY TCP4 ", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    [NetworkTheory]
    [InlineData("/a/old", "near-0")]
    [InlineData("/a/new", "far-0")]
    [InlineData("/b", "far-0")]
    public async Task A_delegate_routes_the_paths_that_were_given_to_it(string path, string pod) =>
        Assert.Equal(pod, (await _client.GetAsync("http://parts" + path)).Pod);

    [NetworkFact]
    public async Task A_path_that_was_given_to_nobody_is_not_found() => Assert.Equal(404, (await _client.GetAsync("http://parts/c")).Status);

    [NetworkFact]
    public async Task No_proxy_refused_anything() => Assert.All(await _mesh.RefusalsAsync(), pod => Assert.Equal(0, pod.Value));

    private static async Task<string> CertificateAsync(PodClient client, string host, int port, string sni)
    {
        await using var stream = await client.ConnectAsync(host, port);
        await using var tls = new SslStream(stream, leaveInnerStreamOpen: false, static (_, certificate, _, _) => certificate?.Subject == AppCertificate.Subject);
        await tls.AuthenticateAsClientAsync(sni);
        return tls.RemoteCertificate!.Subject;
    }

    // What the certificate shown for a name says, as text; empty where nobody shows one.
    private async Task<string> NamesAsync(string sni)
    {
        var shown = "";
        await using var stream = await _mesh.Outside.ConnectAsync(Gateway, 15443);
        await using var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        await Assert.ThrowsAnyAsync<Exception>(() => tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = sni,
            ApplicationProtocols = [new SslApplicationProtocol("istio")],
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                shown = Encoding.ASCII.GetString(certificate!.GetRawCertData());
                return false;
            },
        }));
        return shown;
    }

    // A connection of its own each time: TCP is balanced by connection.
    private static async Task<string> PodBehindAsync(PodClient client, string host, int port)
    {
        await using var stream = await client.ConnectAsync(host, port);
        await stream.WriteAsync(Encoding.ASCII.GetBytes("GET /?plain=1 HTTP/1.1\r\nHost: pipe\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        return new[] { "near-0", "far-0" }.First(pod => answer.Contains(pod, StringComparison.Ordinal));
    }
}
