namespace MeshControl.Generation.Tests.Clusters;

public sealed class DiscoveryTests
{
    private const string Api = "outbound|443||api.example.com";

    [Fact]
    public void Dns_entry_resolves_its_host_and_carries_its_assignment()
    {
        var mesh = new ShopFixture(Yaml.Entry("api.example.com", "ports: [{number: 443, name: tls, protocol: TLS}], resolution: DNS, location: MESH_EXTERNAL"));

        var cluster = mesh.Cluster(Api);

        Assert.Equal("STRICT_DNS", cluster.Text("type"));
        Assert.Equal("V4_ONLY", cluster.Text("dns_lookup_family"));
        Assert.Equal("60s", cluster.Text("dns_refresh_rate"));
        Assert.Equal("0.100s", cluster.Text("dns_jitter"));
        Assert.Equal("true", cluster.Text("respect_dns_ttl"));
        Assert.Equal("true", cluster.IstioMetadata().Text("external"));
        Assert.Null(cluster.At("transport_socket_matches"));
        JsonAssert.Is(
            """
            {"cluster_name": "outbound|443||api.example.com", "endpoints": [{"locality": {}, "load_balancing_weight": 1, "lb_endpoints": [
              {"endpoint": {"address": {"socket_address": {"address": "api.example.com", "port_value": 443}}}, "load_balancing_weight": 1,
               "metadata": {"filter_metadata": {"istio": {"workload": "api-example-com;shop;api-example-com;;Kubernetes"}}}}]}]}
            """,
            cluster.At("load_assignment"));
        Assert.Null(mesh.Sidecar().Endpoints.Find(Api));
    }

    [Fact]
    public void Dns_round_robin_entry_uses_one_address_at_a_time()
    {
        var mesh = new ShopFixture(Yaml.Entry("api.example.com", "ports: [{number: 443, name: tls, protocol: TLS}], resolution: DNS_ROUND_ROBIN"));

        Assert.Equal("LOGICAL_DNS", mesh.Cluster(Api).Text("type"));
    }

    [Fact]
    public void Dns_subset_without_endpoints_has_no_cluster()
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Entry(
                "api.example.com",
                "ports: [{number: 443, name: tls, protocol: TLS}], resolution: DNS, endpoints: [{address: a.example.com, labels: {version: v1}}]"),
            Yaml.Rule("api.example.com", "", "{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}")));

        var clusters = mesh.Sidecar().Clusters;

        Assert.NotNull(clusters.Find("outbound|443|v1|api.example.com"));
        Assert.Null(clusters.Find("outbound|443|v2|api.example.com"));
    }

    [Fact]
    public void Headless_service_keeps_the_dialled_address_on_sidecars_and_is_eds_on_gateways()
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Headless("db", "{name: tcp, port: 5432}"), Yaml.Endpoint("db", "10.1.0.1", 5432, "tcp"), Yaml.Rule("db", "loadBalancer: {simple: RANDOM}")));
        const string name = "outbound|5432||db.shop.svc.cluster.local";

        var onSidecar = mesh.Cluster(name);
        var onGateway = ShopFixture.Json(mesh.Gateway().Clusters, name);

        Assert.Equal(("ORIGINAL_DST", "CLUSTER_PROVIDED"), (onSidecar.Text("type"), onSidecar.Text("lb_policy")));
        Assert.Equal(("EDS", "RANDOM"), (onGateway.Text("type"), onGateway.Text("lb_policy")));
        Assert.Null(mesh.Sidecar().Endpoints.Find(name));
        Assert.Single(ShopFixture.Json(mesh.Gateway().Endpoints, name).At("endpoints")!.AsArray());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Headless_service_is_sent_mtls_only_if_every_endpoint_takes_it(bool secondInMesh, bool hasTls)
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Headless("db", "{name: tcp, port: 5432}"),
            Yaml.Endpoint("db", "10.1.0.1", 5432, "tcp"),
            Yaml.Endpoint("db", "10.1.0.2", 5432, "tcp", inMesh: secondInMesh)));

        var cluster = mesh.Cluster("outbound|5432||db.shop.svc.cluster.local");

        Assert.Null(cluster.At("transport_socket_matches"));
        Assert.Equal(hasTls, cluster.At("transport_socket") is not null);
    }

    [Fact]
    public void Entry_without_resolution_overrides_the_port_it_was_dialled_at()
    {
        var mesh = new ShopFixture(Yaml.Entry(
            "any.example.com", "addresses: [192.0.2.0/24], ports: [{number: 80, name: http, protocol: HTTP, targetPort: 8080}], resolution: NONE"));

        var cluster = mesh.Cluster("outbound|80||any.example.com");

        Assert.Equal("ORIGINAL_DST", cluster.Text("type"));
        Assert.Equal("8080", cluster.Text("original_dst_lb_config", "upstream_port_override"));
    }

    [Fact]
    public void Passthrough_rule_turns_a_cluster_into_the_dialled_address()
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Service("cart"), Yaml.Endpoint("cart", "10.1.0.1"), Yaml.Rule("cart", "loadBalancer: {simple: PASSTHROUGH}", "{name: v1, labels: {}}")));

        var cluster = mesh.Cluster("outbound|80||cart.shop.svc.cluster.local");

        Assert.Equal(("ORIGINAL_DST", "CLUSTER_PROVIDED"), (cluster.Text("type"), cluster.Text("lb_policy")));
        Assert.Null(cluster.At("eds_cluster_config"));
        Assert.NotNull(cluster.At("transport_socket"));
        Assert.Equal("ORIGINAL_DST", mesh.Cluster("outbound|80|v1|cart.shop.svc.cluster.local").Text("type"));
        Assert.Null(mesh.Sidecar().Endpoints.Find("outbound|80||cart.shop.svc.cluster.local"));
    }

    [Fact]
    public void Wildcard_entry_with_dynamic_dns_resolves_the_host_of_each_request()
    {
        var mesh = new ShopFixture(Yaml.Entry(
            "*.wild.example.com", "ports: [{number: 80, name: http, protocol: HTTP}], resolution: DYNAMIC_DNS, location: MESH_EXTERNAL"));

        var cluster = mesh.Cluster("outbound|80||*.wild.example.com");

        Assert.Equal("envoy.clusters.dynamic_forward_proxy", cluster.Text("cluster_type", "name"));
        Assert.Equal("*.wild.example.com_dfp_dns_cache", cluster.Text("cluster_type", "typed_config", "dns_cache_config", "name"));
        Assert.Null(cluster.At("common_lb_config"));
        JsonAssert.Is("""{"external": true}""", cluster.IstioMetadata());
    }
}
