using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Traffic;

/// <summary>Mutual TLS between sidecars, and plaintext where one side has none.</summary>
[Collection(ShopCollection.Name)]
public sealed class IdentityTests(ShopMesh fixture)
{
    private const string PeerHeader = "x-forwarded-client-cert";
    private readonly TestMesh _mesh = fixture.Mesh;

    [NetworkFact]
    public async Task The_server_sees_who_the_client_is()
    {
        var peer = (await _mesh["client-0"].Client.GetAsync("http://server/")).Echo.Headers[PeerHeader];
        Assert.Contains("By=spiffe://cluster.local/ns/default/sa/server;", peer, StringComparison.Ordinal);
        Assert.EndsWith("URI=spiffe://cluster.local/ns/default/sa/client", peer, StringComparison.Ordinal);
    }

    [NetworkFact]
    public async Task A_client_cannot_claim_to_be_another()
    {
        const string Claim = "By=spiffe://cluster.local/ns/default/sa/server;URI=spiffe://cluster.local/ns/default/sa/admin";
        var peer = (await _mesh["client-0"].Client.GetAsync("http://server/", (PeerHeader, Claim))).Echo.Headers[PeerHeader];
        Assert.DoesNotContain("sa/admin", peer, StringComparison.Ordinal);
    }

    [NetworkFact]
    public async Task A_tcp_service_is_encrypted_too()
    {
        var before = await HandshakesAsync("server-v1-0");
        using var client = _mesh["client-0"].NewClient();
        Assert.Equal("server-v1-0", (await client.GetAsync("http://raw:9000/handshake")).Pod);
        Assert.Equal(before + 1, await HandshakesAsync("server-v1-0"));
    }

    [NetworkTheory]
    [InlineData("server")]
    [InlineData("10.244.0.11:8080")]
    public async Task Plaintext_from_a_pod_without_a_proxy_is_taken_without_an_identity(string host)
    {
        var answer = await _mesh["legacy-0"].Client.GetAsync("http://10.244.0.11:8080/", ("host", host));
        Assert.Equal((200, "server-v1-0"), (answer.Status, answer.Pod));
        Assert.DoesNotContain(PeerHeader, answer.Echo.Headers);
    }

    [NetworkFact]
    public async Task A_service_without_proxies_gets_plaintext()
    {
        var answer = await _mesh["client-0"].Client.GetAsync("http://legacy/");
        Assert.Equal((200, "legacy-0"), (answer.Status, answer.Pod));
    }

    [NetworkFact]
    public async Task A_rule_that_turns_tls_off_sends_plaintext()
    {
        var answer = await _mesh["client-0"].Client.GetAsync("http://plain/");
        Assert.Equal(200, answer.Status);
        Assert.DoesNotContain(PeerHeader, answer.Echo.Headers);
    }

    [NetworkFact]
    public async Task No_proxy_refused_anything() => Assert.All(await _mesh.RefusalsAsync(), pod => Assert.Equal(0, pod.Value));

    private async Task<long> HandshakesAsync(string pod)
    {
        var lines = (await _mesh[pod].Envoy.GetAsync("/stats?filter=ssl.handshake$")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..]));
    }
}
