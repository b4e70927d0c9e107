namespace MeshControl.Generation.Tests.Clusters;

public sealed class OutboundClusterTests
{
    [Fact]
    public void Plain_service_is_an_eds_cluster_that_takes_mtls_where_endpoints_do()
    {
        var mesh = new ShopFixture(Yaml.Of(Yaml.Service("cart"), Yaml.Endpoint("cart", "10.1.0.1")));

        JsonAssert.Is(
            """
            {"name": "outbound|80||cart.shop.svc.cluster.local", "type": "EDS",
             "alt_stat_name": "outbound|80||cart.shop.svc.cluster.local;",
             "connect_timeout": "10s", "lb_policy": "LEAST_REQUEST",
             "common_lb_config": {"healthy_panic_threshold": {}},
             "eds_cluster_config": {"service_name": "outbound|80||cart.shop.svc.cluster.local",
               "eds_config": {"ads": {}, "initial_fetch_timeout": "0s", "resource_api_version": "V3"}},
             "circuit_breakers": {"thresholds": [{"max_connections": 4294967295, "max_pending_requests": 4294967295,
               "max_requests": 4294967295, "max_retries": 4294967295}]},
             "metadata": {"filter_metadata": {"istio": {"services": [
               {"host": "cart.shop.svc.cluster.local", "name": "cart", "namespace": "shop"}]}}},
             "transport_socket_matches": [
               {"name": "tlsMode-istio", "match": {"tlsMode": "istio"}, "transport_socket": {"name": "envoy.transport_sockets.tls", "typed_config": {
                 "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
                 "sni": "outbound_.80_._.cart.shop.svc.cluster.local",
                 "common_tls_context": {
                   "alpn_protocols": ["istio-http/1.1", "istio", "http/1.1"],
                   "tls_params": {"tls_minimum_protocol_version": "TLSv1_2", "tls_maximum_protocol_version": "TLSv1_3"},
                   "tls_certificate_sds_secret_configs": [{"name": "default", "sds_config": {"ads": {}, "resource_api_version": "V3"}}],
                   "combined_validation_context": {
                     "default_validation_context": {"match_subject_alt_names": [{"exact": "spiffe://cluster.local/ns/shop/sa/cart"}]},
                     "validation_context_sds_secret_config": {"name": "ROOTCA", "sds_config": {"ads": {}, "resource_api_version": "V3"}}}}}}},
               {"name": "tlsMode-disabled", "match": {}, "transport_socket": {"name": "envoy.transport_sockets.raw_buffer", "typed_config": {
                 "@type": "type.googleapis.com/envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer"}}}]}
            """,
            mesh.Cluster("outbound|80||cart.shop.svc.cluster.local"));
    }

    [Fact]
    public void Eds_cluster_names_its_load_assignment()
    {
        var mesh = new ShopFixture(Yaml.Service("cart"));

        Assert.Equal("outbound|80||cart.shop.svc.cluster.local", mesh.Sidecar().Clusters.Find("outbound|80||cart.shop.svc.cluster.local")!.EndpointName);
        Assert.Null(mesh.Sidecar().Clusters.Find("PassthroughCluster")!.EndpointName);
    }

    [Fact]
    public void Service_without_endpoints_keeps_its_cluster_and_an_empty_assignment()
    {
        var mesh = new ShopFixture(Yaml.Service("cart"));

        JsonAssert.Is("""{"cluster_name": "outbound|80||cart.shop.svc.cluster.local"}""", mesh.Assignment("outbound|80||cart.shop.svc.cluster.local"));
    }

    [Fact]
    public void Udp_ports_and_external_names_have_no_outbound_cluster()
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Service("dns", "{name: dns, port: 53, protocol: UDP}, {name: http, port: 80}"),
            """
            apiVersion: v1
            kind: Service
            metadata: {name: elsewhere, namespace: shop}
            spec: {type: ExternalName, externalName: dns.shop.svc.cluster.local}
            """));

        Assert.Equal(
            ["BlackHoleCluster", "InboundPassthroughCluster", "PassthroughCluster", "outbound|80||dns.shop.svc.cluster.local"],
            mesh.Sidecar().Clusters.Items.Select(item => item.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_port_has_a_cluster_for_each_subset_with_the_rule_in_its_metadata()
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Service("cart", "{name: http, port: 80}, {name: admin, port: 81}"),
            Yaml.Rule("cart", "", "{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}")));

        Assert.Equal(
            [
                "outbound|80|v1|cart.shop.svc.cluster.local", "outbound|80|v2|cart.shop.svc.cluster.local", "outbound|80||cart.shop.svc.cluster.local",
                "outbound|81|v1|cart.shop.svc.cluster.local", "outbound|81|v2|cart.shop.svc.cluster.local", "outbound|81||cart.shop.svc.cluster.local",
            ],
            mesh.Sidecar().Clusters.Items.Select(item => item.Name).Where(name => name.StartsWith("outbound", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        JsonAssert.Is(
            """
            {"config": "/apis/networking.istio.io/v1/namespaces/shop/destination-rule/cart", "subset": "v2",
             "services": [{"host": "cart.shop.svc.cluster.local", "name": "cart", "namespace": "shop"}]}
            """,
            mesh.Cluster("outbound|80|v2|cart.shop.svc.cluster.local").IstioMetadata());
        Assert.Equal("outbound_.80_.v2_.cart.shop.svc.cluster.local", mesh.Cluster("outbound|80|v2|cart.shop.svc.cluster.local").Tls().Text("sni"));
    }

    [Fact]
    public void Stat_name_follows_the_meshs_pattern()
    {
        var mesh = new ShopFixture(
            Yaml.Of(Yaml.Service("cart"), Yaml.Rule("cart", "", "{name: v1, labels: {version: v1}}")),
            "outboundClusterStatName: \"%SERVICE%_%SERVICE_PORT%_%SERVICE_PORT_NAME%_%SUBSET_NAME%_%SERVICE_FQDN%_%TARGET_PORT%\"");

        Assert.Equal("cart.shop_80_http_v1_cart.shop.svc.cluster.local_0;", mesh.Cluster("outbound|80|v1|cart.shop.svc.cluster.local").Text("alt_stat_name"));
        Assert.Equal("PassthroughCluster;", mesh.Cluster("PassthroughCluster").Text("alt_stat_name"));
    }

    [Fact]
    public void Identities_are_those_of_all_endpoints_in_every_trust_domain()
    {
        var mesh = new ShopFixture(
            Yaml.Of(
                Yaml.Service("cart", metadata: "annotations: {alpha.istio.io/kubernetes-serviceaccounts: batch}"),
                Yaml.Endpoint("cart", "10.1.0.1"),
                Yaml.Endpoint("cart", "10.1.0.2", conditions: "ready: false, terminating: false")),
            "{trustDomain: corp.example, trustDomainAliases: [old.example]}");

        Assert.Equal(
            [
                "spiffe://corp.example/ns/shop/sa/batch", "spiffe://corp.example/ns/shop/sa/cart",
                "spiffe://old.example/ns/shop/sa/batch", "spiffe://old.example/ns/shop/sa/cart",
            ],
            mesh.Cluster("outbound|80||cart.shop.svc.cluster.local").Tls()
                .At("common_tls_context", "combined_validation_context", "default_validation_context", "match_subject_alt_names")!.AsArray()
                .Select(name => name.Text("exact")!));
    }

    [Fact]
    public void Session_labels_let_the_default_cluster_override_hosts_by_health()
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Service("cart", metadata: "labels: {istio.io/persistent-session: sid}"), Yaml.Rule("cart", "", "{name: v1, labels: {version: v1}}")));

        JsonAssert.Is(
            """["HEALTHY", "DRAINING", "UNKNOWN", "DEGRADED"]""",
            mesh.Cluster("outbound|80||cart.shop.svc.cluster.local").At("common_lb_config", "override_host_status", "statuses"));
        Assert.Null(mesh.Cluster("outbound|80|v1|cart.shop.svc.cluster.local").At("common_lb_config", "override_host_status"));
    }
}
