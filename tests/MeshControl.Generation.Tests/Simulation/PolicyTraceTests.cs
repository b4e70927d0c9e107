namespace MeshControl.Generation.Tests.Simulation;

/// <summary>What rules make of a request, refusals included.</summary>
public sealed class PolicyTraceTests
{
    private const string Web = "100% 0.0.0.0_80 default outbound|80||web.shop.svc.cluster.local -> web-v1-0: ";

    [Fact]
    public void Strict_workload_takes_the_mesh_but_not_a_stranger()
    {
        var world = TraceFixture.World(PeerAuthentication("STRICT"));

        Assert.StartsWith(Web + "100% virtualInbound default inbound|8080||", world.Ways("client-0.shop", "http://web/"), StringComparison.Ordinal);
        Assert.StartsWith(
            "100% virtualOutbound PassthroughCluster (bytes) -> web-v1-0: 100% virtualInbound closed: no filter chain",
            world.Ways("client-0.shop", "http://127.20.1.1:8080/"), StringComparison.Ordinal);
    }

    [Fact]
    public void Workload_without_mutual_TLS_is_called_in_plaintext() => Assert.StartsWith(
        Web + "100% virtualInbound default inbound|8080||", TraceFixture.World(PeerAuthentication("DISABLE")).Ways("client-0.shop", "http://web/"), StringComparison.Ordinal);

    [Fact]
    public void Client_that_insists_on_mutual_TLS_fails_at_a_workload_without() => Assert.StartsWith(
        Web + "100% virtualInbound closed: the chain expects HTTP and gets TLS",
        TraceFixture.World(PeerAuthentication("DISABLE") + """
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: { name: web, namespace: shop }
            spec: { host: web, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }
            """).Ways("client-0.shop", "http://web/"), StringComparison.Ordinal);

    [Theory]
    [InlineData("/api/items", "403 RBAC: access denied")]
    [InlineData("/", "inbound|8080||")]
    public void Access_rule_decides_by_path_and_is_named(string path, string end)
    {
        var trace = TraceFixture.World("""
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: { name: no-api, namespace: shop }
            spec:
              selector: { matchLabels: { app: web } }
              action: DENY
              rules:
              - from: [{ source: { principals: [cluster.local/ns/shop/sa/client] } }]
                to: [{ operation: { paths: [/api/*] } }]
            """);

        Assert.StartsWith($"{Web}100% virtualInbound default {end}", trace.Ways("client-0.shop", $"http://web{path}"), StringComparison.Ordinal);
        if (path != "/")
        {
            Assert.Contains(trace.Trace("client-0.shop", $"http://web{path}").Ways[0].Arrivals[0].Outcomes[0].Decisions, decision => decision.ConfiguredBy == "AuthorizationPolicy shop/no-api");
        }
    }

    [Theory]
    [InlineData("redirect: { uri: /new, authority: new.example.com, scheme: https, redirectCode: 302 }", "302 https://new.example.com/new")]
    [InlineData("directResponse: { status: 418 }", "418 direct response")]
    [InlineData("route: [{ destination: { host: web, subset: lost } }]", "503 no cluster")]
    [InlineData("match: [{ uri: { prefix: /other } }], route: [{ destination: { host: web } }]", "404 no route")]
    [InlineData("fault: { abort: { httpStatus: 503, percentage: { value: 100 } } }, route: [{ destination: { host: web } }]", "503 injected fault, status 503")]
    public void Rule_answers_without_a_service(string route, string answer) => Assert.EndsWith(answer, TraceFixture.World($$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: { name: web, namespace: shop }
        spec: { hosts: [web], http: [{ {{route}} }] }
        """).Ways("client-0.shop", "http://web/"), StringComparison.Ordinal);

    [Fact]
    public void Unknown_host_is_refused_where_only_the_registry_counts() => Assert.Equal(
        "100% 0.0.0.0_80 block_all 502 direct response\n100% virtualOutbound closed: no healthy endpoint",
        string.Join('\n', new[] { "http://nowhere.test/", "tcp://nowhere.test:5432" }.Select(url => TraceFixture.World("""
            apiVersion: networking.istio.io/v1
            kind: Sidecar
            metadata: { name: default, namespace: shop }
            spec: { outboundTrafficPolicy: { mode: REGISTRY_ONLY } }
            """).Ways("client-0.shop", url))));

    [Fact]
    public void Pod_without_a_proxy_gets_plaintext() => Assert.Equal(
        "100% 0.0.0.0_80 default outbound|80||pay.pay.svc.cluster.local -> pay-v1-0", TraceFixture.World("").Ways("client-0.shop", "http://pay.pay/"));

    private static string PeerAuthentication(string mode) => $$"""
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata: { name: default, namespace: shop }
        spec: { mtls: { mode: {{mode}} } }

        """;
}
