using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Tests.Clusters;

public sealed class InboundClusterTests
{
    private static readonly string Own = Yaml.Service("client", "{name: http, port: 80, targetPort: 8080}");

    [Fact]
    public void Port_of_a_workload_goes_to_the_address_that_was_dialled_from_a_source_that_is_not_captured()
    {
        JsonAssert.Is(
            """
            {"name": "inbound|8080||", "type": "ORIGINAL_DST", "alt_stat_name": "inbound|8080||;",
             "connect_timeout": "10s", "cleanup_interval": "9223372035s", "lb_policy": "CLUSTER_PROVIDED", "common_lb_config": {},
             "circuit_breakers": {"thresholds": [{"max_connections": 4294967295, "max_pending_requests": 4294967295,
               "max_requests": 4294967295, "max_retries": 4294967295}]},
             "metadata": {"filter_metadata": {"istio": {"services": [
               {"host": "client.shop.svc.cluster.local", "name": "client", "namespace": "shop"}]}}},
             "upstream_bind_config": {"source_address": {"address": "127.0.0.6", "port_value": 0}}}
            """,
            new ShopFixture(Own).Cluster("inbound|8080||"));
    }

    [Fact]
    public void Mesh_may_send_to_localhost_instead()
    {
        var cluster = new ShopFixture(Own, "inboundTrafficPolicy: {mode: LOCALHOST}").Cluster("inbound|8080||");

        Assert.Equal("STATIC", cluster.Text("type"));
        JsonAssert.Is(
            """
            {"cluster_name": "inbound|8080||", "endpoints": [{"lb_endpoints": [
              {"endpoint": {"address": {"socket_address": {"address": "127.0.0.1", "port_value": 8080}}}}]}]}
            """,
            cluster.At("load_assignment"));
        Assert.Null(cluster.At("upstream_bind_config"));
    }

    [Fact]
    public void Oldest_service_of_a_port_decides_its_protocol_and_names_those_of_the_same_service_port()
    {
        var mesh = new ShopFixture(Yaml.Of(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: zeta, namespace: shop, creationTimestamp: "2020-01-01T00:00:00Z"}
            spec: {clusterIP: 10.96.0.5, clusterIPs: [10.96.0.5], ports: [{name: grpc, port: 80, targetPort: 8080}], selector: {app: client}}
            """,
            Own,
            """
            apiVersion: v1
            kind: Service
            metadata: {name: other, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}
            spec: {clusterIP: 10.96.0.6, clusterIPs: [10.96.0.6], ports: [{name: http, port: 8000, targetPort: 8080}], selector: {app: client}}
            """));

        var cluster = mesh.Cluster("inbound|8080||");

        Assert.Equal(["zeta", "client"], cluster.IstioMetadata().At("services")!.AsArray().Select(service => service.Text("name")!));
        JsonAssert.Is("""{"explicit_http_config": {"http2_protocol_options": {}}}""", cluster.HttpOptions());
    }

    [Fact]
    public void Only_the_connection_pool_of_a_rule_applies_inbound()
    {
        var mesh = new ShopFixture(
            Yaml.Of(
                Own,
                Yaml.Rule(
                    "client",
                    "connectionPool: {tcp: {maxConnections: 5}, http: {h2UpgradePolicy: UPGRADE}}, loadBalancer: {simple: RANDOM}, outlierDetection: {consecutive5xxErrors: 3}")),
            "h2UpgradePolicy: UPGRADE");

        var cluster = mesh.Cluster("inbound|8080||");

        Assert.Equal("5", cluster.Text("circuit_breakers", "thresholds", 0, "max_connections"));
        Assert.Equal("CLUSTER_PROVIDED", cluster.Text("lb_policy"));
        Assert.Null(cluster.At("outlier_detection"));
        Assert.Null(cluster.HttpOptions());
        Assert.Equal("/apis/networking.istio.io/v1/namespaces/shop/destination-rule/client", cluster.IstioMetadata().Text("config"));
    }

    [Theory]
    [InlineData("127.0.0.1:9090", "127.0.0.1", 9090, false)]
    [InlineData("0.0.0.0:9090", "10.1.0.9", 9090, true)]
    [InlineData("'[::1]:9090'", "127.0.0.1", 9090, false)]
    public void Ingress_listener_sends_to_its_default_endpoint(string endpoint, string address, int port, bool binds)
    {
        var cluster = new ShopFixture(Yaml.Of(Own, Sidecar($"{{port: {{number: 9080, protocol: HTTP, name: x}}, defaultEndpoint: {endpoint}}}"))).Cluster("inbound|9080||");

        JsonAssert.Is(
            $$"""{"address": "{{address}}", "port_value": {{port}}}""",
            cluster.At("load_assignment", "endpoints", 0, "lb_endpoints", 0, "endpoint", "address", "socket_address"));
        Assert.Equal(binds, cluster.At("upstream_bind_config") is not null);
        Assert.Null(cluster.At("metadata"));
    }

    [Fact]
    public void Ingress_listeners_replace_service_ports_and_bring_their_own_pool()
    {
        var mesh = new ShopFixture(Yaml.Of(Own, Sidecar(
            "{port: {number: 8080, protocol: HTTP, name: x}, defaultEndpoint: 'unix:///var/run/app.sock', connectionPool: {tcp: {maxConnections: 7}}}")));

        var cluster = mesh.Cluster("inbound|8080||");

        Assert.Equal("/var/run/app.sock", cluster.Text("load_assignment", "endpoints", 0, "lb_endpoints", 0, "endpoint", "address", "pipe", "path"));
        Assert.Equal("7", cluster.Text("circuit_breakers", "thresholds", 0, "max_connections"));
        Assert.Equal("client", cluster.IstioMetadata().Text("services", 0, "name"));
    }

    [Fact]
    public void Workload_that_is_not_intercepted_has_no_inbound_cluster_of_its_services()
    {
        var config = new ShopFixture(Own).Sidecar(with: metadata => metadata with { InterceptionMode = InterceptionMode.None });

        Assert.Null(config.Clusters.Find("inbound|8080||"));
    }

    [Fact]
    public void Gateway_has_a_black_hole_and_nothing_to_pass_through()
    {
        var mesh = new ShopFixture(Own);

        Assert.Equal(
            ["BlackHoleCluster", "outbound|80||client.shop.svc.cluster.local"],
            mesh.Gateway().Clusters.Items.Select(item => item.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Mesh_that_resolves_any_name_gives_sidecars_a_cluster_for_it()
    {
        var cluster = new ShopFixture(Own, "outboundTrafficPolicy: {mode: ALLOW_ANY_DYNAMIC_DNS}").Cluster("AllowAnyDynamicDNSCluster");

        Assert.Equal("true", cluster.Text("cluster_type", "typed_config", "allow_insecure_cluster_options"));
        JsonAssert.Is(
            """
            {"name": "allow_any_dfp_dns_cache", "dns_lookup_family": "V4_ONLY", "max_hosts": 1024, "typed_dns_resolver_config":
              {"name": "envoy.network.dns_resolver.cares", "typed_config": {
                "@type": "type.googleapis.com/envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig", "udp_max_queries": 100}}}
            """,
            cluster.At("cluster_type", "typed_config", "dns_cache_config"));
    }

    [Fact]
    public void Proxy_that_captures_dns_resolves_any_name_by_its_own_resolver()
    {
        var config = new ShopFixture(Own, "outboundTrafficPolicy: {mode: ALLOW_ANY_DYNAMIC_DNS}").Sidecar(with: metadata => metadata with { DnsCapture = true });

        JsonAssert.Is(
            """[{"socket_address": {"address": "127.0.0.1", "port_value": 15053}}]""",
            ShopFixture.Json(config.Clusters, "AllowAnyDynamicDNSCluster")
                .At("cluster_type", "typed_config", "dns_cache_config", "typed_dns_resolver_config", "typed_config", "resolvers"));
    }

    private static string Sidecar(string ingress) => $$$"""
        apiVersion: networking.istio.io/v1
        kind: Sidecar
        metadata: {name: own, namespace: shop}
        spec: {ingress: [{{{ingress}}}], egress: [{hosts: ["*/*"]}]}
        """;
}
