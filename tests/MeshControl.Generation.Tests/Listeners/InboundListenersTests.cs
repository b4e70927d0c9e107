using Envoy.Config.Listener.V3;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Tests.Listeners;

public sealed class InboundListenersTests
{
    private const string MeshAlpn = "istio,istio-peer-exchange,istio-http/1.0,istio-http/1.1,istio-h2";
    private static readonly string Web = Manifest.Service("web", "10.96.0.1", "{name: http, port: 80, targetPort: 8080}, {name: tcp, port: 9000}", "client");

    [Fact]
    public void Permissive_workload_takes_mesh_tls_and_plain_connections()
    {
        var chains = Chains(Manifest.Of(Manifest.Client, Web));

        Assert.Equal(
            [
                "virtualInbound-blackhole :15006 -> tcp BlackHoleCluster",
                "virtualInbound-catchall-http tls istio-http/1.0,istio-http/1.1,istio-h2 mtls -> http InboundPassthroughCluster",
                "virtualInbound-catchall-http raw_buffer http/1.1,h2c -> http InboundPassthroughCluster",
                "virtualInbound tls istio-peer-exchange,istio mtls -> tcp InboundPassthroughCluster",
                "virtualInbound raw_buffer -> tcp InboundPassthroughCluster",
                "virtualInbound tls -> tcp InboundPassthroughCluster",
                $"0.0.0.0_8080 :8080 tls {MeshAlpn} mtls -> http inbound|8080||",
                "0.0.0.0_8080 :8080 raw_buffer -> http inbound|8080||",
                $"0.0.0.0_9000 :9000 tls {MeshAlpn} mtls -> tcp inbound|9000||",
                "0.0.0.0_9000 :9000 tls -> tcp inbound|9000||",
                "0.0.0.0_9000 :9000 raw_buffer -> tcp inbound|9000||",
            ],
            chains);
    }

    [Fact]
    public void Strict_workload_takes_mesh_tls_only_but_on_ports_that_say_otherwise()
    {
        var chains = Chains(Manifest.Of(Manifest.Client, Web, """
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: web, namespace: shop}
            spec: {selector: {matchLabels: {app: client}}, mtls: {mode: STRICT}, portLevelMtls: {"9000": {mode: DISABLE}, "7777": {mode: PERMISSIVE}}}
            """));

        Assert.Equal(
            [
                "virtualInbound-blackhole :15006 -> tcp BlackHoleCluster",
                "virtualInbound-catchall-http tls istio-http/1.0,istio-http/1.1,istio-h2 mtls -> http InboundPassthroughCluster",
                "virtualInbound tls mtls -> tcp InboundPassthroughCluster",
                "virtualInbound-catchall-http :7777 tls istio-http/1.0,istio-http/1.1,istio-h2 mtls -> http InboundPassthroughCluster",
                "virtualInbound-catchall-http :7777 raw_buffer http/1.1,h2c -> http InboundPassthroughCluster",
                "virtualInbound :7777 tls istio-peer-exchange,istio mtls -> tcp InboundPassthroughCluster",
                "virtualInbound :7777 raw_buffer -> tcp InboundPassthroughCluster",
                "virtualInbound :7777 tls -> tcp InboundPassthroughCluster",
                "0.0.0.0_8080 :8080 tls mtls -> http inbound|8080||",
                "0.0.0.0_9000 :9000 raw_buffer -> tcp inbound|9000||",
            ],
            chains);
    }

    [Fact]
    public void Inspectors_are_off_where_no_chain_needs_them()
    {
        var listener = new SidecarFixture(Manifest.Of(Manifest.Client, Web)).Listeners()["virtualInbound"];

        Assert.Equal(["original_dst", "tls_inspector", "http_inspector"], listener.Inspectors());
        Assert.Equal([15006], Off(listener.ListenerFilters[1]));
        Assert.Equal([8080, 9000, 15006], Off(listener.ListenerFilters[2]));
    }

    [Fact]
    public void Workload_without_mutual_tls_needs_no_tls_inspector()
    {
        var listener = new SidecarFixture(Manifest.Of(Manifest.Client, Web, """
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: default, namespace: shop}
            spec: {mtls: {mode: DISABLE}}
            """)).Listeners()["virtualInbound"];

        Assert.Equal(["original_dst", "http_inspector"], listener.Inspectors());
    }

    [Fact]
    public void Tls_inspector_is_on_for_the_only_port_that_needs_it()
    {
        var listener = new SidecarFixture(Manifest.Of(Manifest.Client, Web, """
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: web, namespace: shop}
            spec: {selector: {matchLabels: {app: client}}, mtls: {mode: DISABLE}, portLevelMtls: {"9000": {mode: STRICT}}}
            """)).Listeners()["virtualInbound"];

        Assert.Equal(9000, listener.ListenerFilters[1].FilterDisabled.NotMatch.DestinationPortRange.Start);
    }

    [Fact]
    public void Sidecar_ingress_replaces_the_ports_of_services()
    {
        var chains = Chains(Manifest.Of(Manifest.Client, Web, """
            apiVersion: networking.istio.io/v1
            kind: Sidecar
            metadata: {name: narrow, namespace: shop}
            spec: {ingress: [{port: {number: 9080, protocol: HTTP, name: in}, defaultEndpoint: "127.0.0.1:8080"}]}
            """));

        Assert.Equal([$"10.1.0.9_9080 :9080 tls {MeshAlpn} mtls -> http inbound|9080||", "10.1.0.9_9080 :9080 raw_buffer -> http inbound|9080||"], chains.TakeLast(2));
        Assert.DoesNotContain(chains, chain => chain.Contains("8080", StringComparison.Ordinal));
    }

    [Fact]
    public void Ingress_that_is_not_captured_has_a_listener_of_its_own()
    {
        var listeners = new SidecarFixture(Manifest.Of(Manifest.Client, """
            apiVersion: networking.istio.io/v1
            kind: Sidecar
            metadata: {name: narrow, namespace: shop}
            spec: {ingress: [{port: {number: 9080, protocol: HTTP, name: in}, bind: 10.1.0.9, captureMode: NONE}]}
            """)).Listeners();

        var listener = listeners["10.1.0.9_9080"];
        Assert.Equal(2, listener.FilterChains.Count);
        Assert.Equal(["tls_inspector"], listener.Inspectors());
        Assert.Equal("/apis/networking.istio.io/v1/namespaces/shop/sidecar/narrow", listener.FilterChains[0].Metadata.FilterMetadata["istio"].Fields["config"].StringValue);
    }

    [Fact]
    public void Requests_are_retried_only_before_the_workload_saw_them()
    {
        var route = Route("{name: http, port: 80, targetPort: 8080}");

        Assert.Equal("web.shop.svc.cluster.local:80/*", route.Decorator.Operation);
        Assert.Equal("reset-before-request", route.Route_.RetryPolicy.RetryOn);
        Assert.Equal(TimeSpan.Zero, route.Route_.Timeout.ToTimeSpan());
    }

    [Fact]
    public void Grpc_requests_are_not_retried() => Assert.Null(Route("{name: grpc, port: 80, targetPort: 8080}").Route_.RetryPolicy);

    [Fact]
    public void Transparent_interception_keeps_the_clients_address()
    {
        var listeners = new SidecarFixture(Manifest.Client).Listeners(with: metadata => metadata with { InterceptionMode = InterceptionMode.TProxy });

        Assert.Equal(["original_dst", "original_src", "tls_inspector", "http_inspector"], listeners["virtualInbound"].Inspectors());
        Assert.True(listeners["virtualInbound"].Transparent);
        Assert.True(listeners["virtualOutbound"].Transparent);
    }

    private static List<string> Chains(string yaml) => [.. new SidecarFixture(yaml).Listeners()["virtualInbound"].Describe()];

    private static Envoy.Config.Route.V3.Route Route(string port) =>
        new SidecarFixture(Manifest.Of(Manifest.Client, Manifest.Service("web", "10.96.0.1", port, "client")))
            .Listeners()["virtualInbound"].FilterChains[^1].Http().RouteConfig.VirtualHosts[0].Routes[0];

    private static IEnumerable<int> Off(ListenerFilter filter) => filter.FilterDisabled.OrMatch is { } several
        ? several.Rules.Select(rule => rule.DestinationPortRange.Start)
        : [filter.FilterDisabled.DestinationPortRange.Start];
}
