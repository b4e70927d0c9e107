using Envoy.Extensions.Filters.Http.SetFilterState.V3;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Tests.Listeners;

public sealed class OutboundListenersTests
{
    private const string HttpOnly = "raw_buffer http/1.1,h2c";

    [Fact]
    public void Http_services_of_one_port_share_the_wildcard_listener()
    {
        var mesh = new SidecarFixture(Manifest.Of(
            Manifest.Client, Manifest.Service("cart", "10.96.0.1", "{name: http, port: 80}"), Manifest.Service("orders", "10.96.0.2", "{name: grpc, port: 80}")));

        var listener = mesh.Listeners()["0.0.0.0_80"];

        Assert.Equal([$"{HttpOnly} -> http 80", "default PassthroughFilterChain -> tcp PassthroughCluster"], listener.Describe());
        Assert.Equal(["http_inspector"], listener.Inspectors());
        Assert.False(listener.BindToPort);
        Assert.Equal(["80"], mesh.RouteNames());
    }

    [Fact]
    public void Tcp_service_listens_on_its_cluster_ip()
    {
        var mesh = new SidecarFixture(Manifest.Of(Manifest.Client, Manifest.Service("db", "10.96.0.7", "{name: tcp, port: 5432}")));

        var listener = mesh.Listeners()["10.96.0.7_5432"];

        Assert.Equal(["-> tcp outbound|5432||db.shop.svc.cluster.local"], listener.Describe());
        Assert.Empty(listener.ListenerFilters);
        Assert.Null(listener.FilterChains[0].FilterChainMatch);
    }

    [Fact]
    public void Undeclared_protocol_is_sniffed_and_its_http_chain_tells_the_peer()
    {
        var mesh = new SidecarFixture(Manifest.Of(Manifest.Client, Manifest.Service("odd", "10.96.0.3", "{name: odd, port: 7070}")));

        var listener = mesh.Listeners()["10.96.0.3_7070"];

        Assert.Equal([$"{HttpOnly} -> http odd.shop.svc.cluster.local:7070", "default -> tcp outbound|7070||odd.shop.svc.cluster.local"], listener.Describe());
        var filter = Assert.Single(listener.FilterChains[0].Http().HttpFilters, filter => filter.Name == "envoy.filters.http.set_filter_state");
        var state = Assert.Single(filter.TypedConfig.Unpack<Config>().OnRequestHeaders);
        Assert.Equal("envoy.network.application_protocols", state.ObjectKey);
        Assert.Equal("istio-http/1.1,istio-h2,istio", state.FormatString.TextFormatSource.InlineString);
    }

    [Fact]
    public void Undeclared_protocol_behind_the_users_own_tls_keeps_the_users_protocols()
    {
        var mesh = new SidecarFixture(Manifest.Of(Manifest.Client, Manifest.Service("odd", "10.96.0.3", "{name: odd, port: 7070}"), """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: odd, namespace: shop}
            spec: {host: odd, trafficPolicy: {tls: {mode: SIMPLE}}}
            """));

        var filters = mesh.Listeners()["10.96.0.3_7070"].FilterChains[0].Http().HttpFilters;

        Assert.DoesNotContain(filters, filter => filter.Name == "envoy.filters.http.set_filter_state");
    }

    [Fact]
    public void Headless_tcp_service_listens_on_every_pod_but_the_clients_own()
    {
        var mesh = new SidecarFixture(Manifest.Of(
            Manifest.Client,
            Manifest.Pod("db-0", "10.1.0.1", "db"),
            Manifest.Pod("db-1", "10.1.0.2", "db"),
            Manifest.Service("db", "None", "{name: tcp, port: 5432}"),
            Manifest.Slice("db", "tcp", 5432, "10.1.0.1", "10.1.0.2")));

        Assert.Equal(["10.1.0.1_5432", "10.1.0.2_5432"], Outside(mesh.Listeners()));
        Assert.Equal(["10.1.0.2_5432"], Outside(mesh.Listeners("db-0")));
    }

    [Fact]
    public void Headless_tcp_service_without_pods_has_no_listener()
    {
        var mesh = new SidecarFixture(Manifest.Of(Manifest.Client, Manifest.Service("db", "None", "{name: tcp, port: 5432}")));

        Assert.Empty(Outside(mesh.Listeners()));
    }

    [Fact]
    public void External_tls_hosts_share_a_wildcard_listener_by_server_name()
    {
        var mesh = new SidecarFixture(Manifest.Of(Manifest.Client, """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: ext, namespace: shop}
            spec:
              hosts: [api.example.com, "*.wild.example.com"]
              ports: [{number: 443, name: tls, protocol: TLS}]
              resolution: NONE
            """));

        var listener = mesh.Listeners()["0.0.0.0_443"];

        Assert.Equal(
            [
                "*.wild.example.com -> tcp outbound|443||*.wild.example.com",
                "api.example.com -> tcp outbound|443||api.example.com",
                "default PassthroughFilterChain -> tcp PassthroughCluster",
            ],
            listener.Describe());
        Assert.Equal(["tls_inspector"], listener.Inspectors());
    }

    [Fact]
    public void Address_range_is_matched_on_the_wildcard_listener()
    {
        var mesh = new SidecarFixture(Manifest.Of(Manifest.Client, """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: range, namespace: shop}
            spec:
              hosts: [range.example.com]
              addresses: [192.0.2.0/24]
              ports: [{number: 9000, name: tcp, protocol: TCP}]
              resolution: NONE
            """));

        Assert.Equal(
            ["192.0.2.0/24 -> tcp outbound|9000||range.example.com", "default PassthroughFilterChain -> tcp PassthroughCluster"],
            mesh.Listeners()["0.0.0.0_9000"].Describe());
    }

    [Fact]
    public void Address_that_is_none_gets_no_listener_and_harms_no_other()
    {
        var mesh = new SidecarFixture(Manifest.Of(
            Manifest.Client, Manifest.Service("bad", "ten-dot-one", "{name: tcp, port: 81}"), Manifest.Service("db", "10.96.0.7", "{name: tcp, port: 82}")));

        Assert.Equal(["10.96.0.7_82"], Outside(mesh.Listeners()));
    }

    [Fact]
    public void Every_address_of_an_external_service_has_a_listener()
    {
        var mesh = new SidecarFixture(Manifest.Of(Manifest.Client, """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: two, namespace: shop}
            spec:
              hosts: [two.example.com]
              addresses: [192.0.2.1, 192.0.2.2/32]
              ports: [{number: 9000, name: tcp, protocol: TCP}]
              resolution: STATIC
              endpoints: [{address: 198.51.100.1}]
            """));

        Assert.Equal(["192.0.2.1_9000", "192.0.2.2_9000"], Outside(mesh.Listeners()));
    }

    [Fact]
    public void Http_and_tcp_on_one_address_are_told_apart_by_looking()
    {
        var mesh = new SidecarFixture(Manifest.Of(Manifest.Client, Manifest.Service("cart", "10.96.0.1", "{name: http, port: 9000}"), """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: tcp, namespace: shop}
            spec: {hosts: [tcp.example.com], ports: [{number: 9000, name: tcp, protocol: TCP}], resolution: DNS}
            """));

        Assert.Equal([$"{HttpOnly} -> http 9000", "default -> tcp outbound|9000||tcp.example.com"], mesh.Listeners()["0.0.0.0_9000"].Describe());
    }

    [Fact]
    public void Server_that_speaks_first_shares_its_port_with_nobody()
    {
        var mesh = new SidecarFixture(Manifest.Of(Manifest.Client, Manifest.Service("cart", "10.96.0.1", "{name: http, port: 3306}"), """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: my, namespace: shop}
            spec: {hosts: [my.example.com], ports: [{number: 3306, name: mysql, protocol: MySQL}], resolution: DNS}
            """));

        Assert.Equal([$"{HttpOnly} -> http 3306", "default PassthroughFilterChain -> tcp PassthroughCluster"], mesh.Listeners()["0.0.0.0_3306"].Describe());
    }

    [Fact]
    public void Tcp_rule_splits_connections_by_weight_for_the_labels_it_names()
    {
        const string Rule = """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: db, namespace: shop}
            spec:
              hosts: [db]
              tcp:
              - match: [{port: 5432, sourceLabels: {app: client}}]
                route:
                - {destination: {host: db, subset: v1}, weight: 90}
                - {destination: {host: db, subset: v2}, weight: 10}
              - route: [{destination: {host: db, subset: v1}}]
            """;
        var mesh = new SidecarFixture(Manifest.Of(
            Manifest.Client, Manifest.Pod("other", "10.1.0.8", "other"), Manifest.Service("db", "10.96.0.7", "{name: tcp, port: 5432}"), Rule));

        var chain = Assert.Single(mesh.Listeners()["10.96.0.7_5432"].FilterChains);
        Assert.Equal("-> tcp 90% outbound|5432|v1|db.shop.svc.cluster.local + 10% outbound|5432|v2|db.shop.svc.cluster.local", chain.Describe());
        Assert.Equal("db.shop", chain.Tcp().StatPrefix);
        Assert.Equal("/apis/networking.istio.io/v1/namespaces/shop/virtual-service/db", chain.Metadata.FilterMetadata["istio"].Fields["config"].StringValue);
        Assert.Equal(["-> tcp outbound|5432|v1|db.shop.svc.cluster.local"], mesh.Listeners("other")["10.96.0.7_5432"].Describe());
    }

    [Fact]
    public void Registry_only_sends_unknown_connections_into_the_black_hole()
    {
        var mesh = new SidecarFixture(
            Manifest.Of(Manifest.Client, Manifest.Service("cart", "10.96.0.1", "{name: http, port: 80}")), "outboundTrafficPolicy: {mode: REGISTRY_ONLY}");

        var listeners = mesh.Listeners();

        Assert.Equal("virtualOutbound-catchall-tcp -> tcp BlackHoleCluster", listeners["virtualOutbound"].FilterChains[^1].Describe());
        Assert.Equal("PassthroughFilterChain -> tcp BlackHoleCluster", listeners["0.0.0.0_80"].DefaultFilterChain.Describe());
    }

    [Fact]
    public void Egress_proxy_takes_unknown_connections()
    {
        var mesh = new SidecarFixture(Manifest.Of(Manifest.Client, """
            apiVersion: networking.istio.io/v1
            kind: Sidecar
            metadata: {name: default, namespace: shop}
            spec: {outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: egress.shop.svc.cluster.local, port: {number: 9443}}}}
            """));

        Assert.Equal(
            "virtualOutbound-catchall-tcp -> tcp outbound|9443||egress.shop.svc.cluster.local", mesh.Listeners()["virtualOutbound"].FilterChains[^1].Describe());
    }

    [Fact]
    public void Without_interception_services_are_bound_on_localhost()
    {
        var mesh = new SidecarFixture(Manifest.Of(Manifest.Client, Manifest.Service("cart", "10.96.0.1", "{name: http, port: 8080}")));

        var listeners = mesh.Listeners(with: metadata => metadata with { InterceptionMode = InterceptionMode.None });

        var listener = Assert.Single(listeners.Values);
        Assert.Equal("127.0.0.1_8080", listener.Name);
        Assert.Null(listener.BindToPort);
        Assert.Equal(["-> http 8080"], listener.Describe());
    }

    [Fact]
    public void Declared_egress_port_is_not_joined_by_other_services()
    {
        var mesh = new SidecarFixture(Manifest.Of(
            Manifest.Client,
            Manifest.Service("cart", "10.96.0.1", "{name: http, port: 80}"),
            Manifest.Service("db", "10.96.0.2", "{name: tcp, port: 80}"),
            """
            apiVersion: networking.istio.io/v1
            kind: Sidecar
            metadata: {name: default, namespace: shop}
            spec:
              egress:
              - {port: {number: 80, protocol: HTTP, name: http}, hosts: ["./cart.shop.svc.cluster.local"], bind: 127.0.0.1}
              - {hosts: ["./*"]}
            """));

        Assert.Equal(["-> http 80"], mesh.Listeners()["127.0.0.1_80"].Describe());
        Assert.Equal(["10.96.0.2_80"], Outside(mesh.Listeners()).Where(name => name.StartsWith("10.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Reserved_ports_are_left_to_the_proxy()
    {
        var mesh = new SidecarFixture(Manifest.Of(Manifest.Client, Manifest.Service("cart", "10.96.0.1", "{name: http, port: 15006}, {name: http-s, port: 15021}")));

        Assert.Empty(Outside(mesh.Listeners(with: metadata => metadata with { StatusPort = 15021 })));
    }

    [Fact]
    public void Explicit_http_proxy_listens_on_localhost()
    {
        var mesh = new SidecarFixture(Manifest.Client, "proxyHttpPort: 15007");

        var listener = mesh.Listeners()["127.0.0.1_15007"];

        Assert.Equal(["-> http http_proxy"], listener.Describe());
        Assert.True(listener.FilterChains[0].Http().HttpProtocolOptions.AllowAbsoluteUrl);
        Assert.Equal(["http_proxy"], mesh.RouteNames());
    }

    [Fact]
    public void Hosts_resolved_on_request_get_a_chain_of_their_own_on_15001()
    {
        var mesh = new SidecarFixture(Manifest.Client, "outboundTrafficPolicy: {mode: ALLOW_ANY_DYNAMIC_DNS}");

        var listener = mesh.Listeners()["virtualOutbound"];

        Assert.Equal(
            [
                "virtualOutbound-blackhole :15001 -> tcp BlackHoleCluster",
                "virtualOutbound-catchall-tcp-http http/1.1,h2c -> http allow_any_dynamic_dns",
                "virtualOutbound-catchall-tcp -> tcp PassthroughCluster",
            ],
            listener.Describe());
        Assert.Contains(listener.FilterChains[1].Http().HttpFilters, filter => filter.Name == "envoy.filters.http.dynamic_forward_proxy");
    }

    [Fact]
    public void Tcp_settings_of_a_destination_rule_reach_the_proxy()
    {
        var mesh = new SidecarFixture(Manifest.Of(Manifest.Client, Manifest.Service("db", "10.96.0.7", "{name: tcp, port: 5432}"), """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: db, namespace: shop}
            spec:
              host: db
              trafficPolicy:
                connectionPool: {tcp: {idleTimeout: 30s, maxConnectionDuration: 1h}}
                loadBalancer: {consistentHash: {useSourceIp: true}}
                tunnel: {protocol: POST, targetHost: far.example.com, targetPort: 443}
            """));

        var proxy = mesh.Listeners()["10.96.0.7_5432"].FilterChains[0].Tcp();

        Assert.Equal(TimeSpan.FromSeconds(30), proxy.IdleTimeout.ToTimeSpan());
        Assert.Equal(TimeSpan.FromHours(1), proxy.MaxDownstreamConnectionDuration.ToTimeSpan());
        Assert.NotNull(Assert.Single(proxy.HashPolicy).SourceIp);
        Assert.Equal("far.example.com:443", proxy.TunnelingConfig.Hostname);
        Assert.True(proxy.TunnelingConfig.UsePost);
    }

    private static IEnumerable<string> Outside(Dictionary<string, Envoy.Config.Listener.V3.Listener> listeners) =>
        listeners.Keys.Where(name => !name.StartsWith("virtual", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
