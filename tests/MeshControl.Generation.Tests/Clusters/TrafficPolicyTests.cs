namespace MeshControl.Generation.Tests.Clusters;

public sealed class TrafficPolicyTests
{
    private const string Cart = "outbound|80||cart.shop.svc.cluster.local";

    [Fact]
    public void Connection_pool_sets_limits_timeouts_and_keepalive()
    {
        var cluster = Cluster("""
            connectionPool: {
              tcp: {maxConnections: 100, connectTimeout: 30ms, maxConnectionDuration: 1h, idleTimeout: 5m, tcpKeepalive: {probes: 9, time: 7200s, interval: 75s}},
              http: {http1MaxPendingRequests: 10, http2MaxRequests: 20, maxRequestsPerConnection: 3, maxRetries: 4, idleTimeout: 15s}},
            retryBudget: {percent: 30}
            """);

        Assert.Equal("0.030s", cluster.Text("connect_timeout"));
        JsonAssert.Is(
            """
            [{"max_connections": 100, "max_pending_requests": 10, "max_requests": 20, "max_retries": 4,
              "retry_budget": {"budget_percent": {"value": 30}, "min_retry_concurrency": 3}}]
            """,
            cluster.At("circuit_breakers", "thresholds"));
        JsonAssert.Is("""{"keepalive_probes": 9, "keepalive_time": 7200, "keepalive_interval": 75}""", cluster.At("upstream_connection_options", "tcp_keepalive"));
        JsonAssert.Is(
            """
            {"common_http_protocol_options": {"idle_timeout": "15s", "max_connection_duration": "3600s", "max_requests_per_connection": 3},
             "explicit_http_config": {"http_protocol_options": {}}}
            """,
            cluster.HttpOptions());
    }

    [Fact]
    public void Mesh_keepalive_is_overridden_field_by_field()
    {
        var cluster = Cluster("connectionPool: {tcp: {tcpKeepalive: {probes: 9}}}", mesh: "tcpKeepalive: {time: 600s, probes: 4}");

        JsonAssert.Is("""{"keepalive_probes": 9, "keepalive_time": 600}""", cluster.At("upstream_connection_options", "tcp_keepalive"));
    }

    [Theory]
    [InlineData("http", "", "", null)]
    [InlineData("http2", "", "", """{"explicit_http_config": {"http2_protocol_options": {}}}""")]
    [InlineData("grpc-web", "", "", """{"explicit_http_config": {"http2_protocol_options": {}}}""")]
    [InlineData("unknown", "", "", """{"use_downstream_protocol_config": {"http_protocol_options": {}, "http2_protocol_options": {}}}""")]
    [InlineData("http", "http: {h2UpgradePolicy: UPGRADE, maxConcurrentStreams: 50}", "",
        """{"common_http_protocol_options": {}, "explicit_http_config": {"http2_protocol_options": {"max_concurrent_streams": 50}}}""")]
    [InlineData("tcp", "http: {h2UpgradePolicy: UPGRADE}", "", """{"explicit_http_config": {"http2_protocol_options": {}}}""")]
    [InlineData("http", "", "h2UpgradePolicy: UPGRADE", """{"explicit_http_config": {"http2_protocol_options": {}}}""")]
    [InlineData("tcp", "", "h2UpgradePolicy: UPGRADE", null)]
    [InlineData("http", "http: {h2UpgradePolicy: DO_NOT_UPGRADE}", "h2UpgradePolicy: UPGRADE", null)]
    [InlineData("grpc", "http: {useClientProtocol: true}", "", """{"use_downstream_protocol_config": {"http_protocol_options": {}, "http2_protocol_options": {}}}""")]
    [InlineData("http", "http: {useClientProtocol: true}", "h2UpgradePolicy: UPGRADE",
        """{"use_downstream_protocol_config": {"http_protocol_options": {}, "http2_protocol_options": {}}}""")]
    public void Http_version_follows_port_rule_and_mesh(string portName, string pool, string mesh, string? options)
    {
        var fixture = new ShopFixture(
            Yaml.Of(Yaml.Service("cart", $"{{name: {portName}, port: 80}}"), Yaml.Rule("cart", pool.Length > 0 ? $"connectionPool: {{{pool}}}" : "")), mesh);

        var actual = fixture.Cluster(Cart).HttpOptions();

        if (options is null)
        {
            Assert.Null(actual);
        }
        else
        {
            JsonAssert.Is(options, actual);
        }
    }

    [Fact]
    public void Sniffed_port_speaks_http1_behind_a_gateway()
    {
        var mesh = new ShopFixture(Yaml.Service("cart", "{name: unknown, port: 80}"));

        Assert.Null(ShopFixture.Json(mesh.Gateway().Clusters, Cart).HttpOptions());
    }

    [Theory]
    [InlineData("simple: RANDOM", """{"lb_policy": "RANDOM"}""")]
    [InlineData("simple: ROUND_ROBIN", "{}")]
    [InlineData("simple: LEAST_CONN", """{"lb_policy": "LEAST_REQUEST"}""")]
    [InlineData("consistentHash: {useSourceIp: true}", """{"lb_policy": "RING_HASH", "ring_hash_lb_config": {"minimum_ring_size": "1024"}}""")]
    [InlineData("consistentHash: {useSourceIp: true, ringHash: {}}", """{"lb_policy": "RING_HASH"}""")]
    [InlineData("consistentHash: {useSourceIp: true, ringHash: {minimumRingSize: 512}}",
        """{"lb_policy": "RING_HASH", "ring_hash_lb_config": {"minimum_ring_size": "512"}}""")]
    [InlineData("consistentHash: {useSourceIp: true, maglev: {tableSize: 65537}}", """{"lb_policy": "MAGLEV", "maglev_lb_config": {"table_size": "65537"}}""")]
    [InlineData("simple: ROUND_ROBIN, warmup: {duration: 60s}", """
        {"round_robin_lb_config": {"slow_start_config": {"slow_start_window": "60s", "aggression": {"default_value": 1, "runtime_key": "("},
         "min_weight_percent": {"value": 10}}}}
        """)]
    [InlineData("warmupDurationSecs: 30s", """{"lb_policy": "LEAST_REQUEST", "least_request_lb_config": {"slow_start_config": {"slow_start_window": "30s"}}}""")]
    [InlineData("simple: RANDOM, warmup: {duration: 60s}", """{"lb_policy": "RANDOM"}""")]
    [InlineData("consistentHash: {useSourceIp: true, ringHash: {}}, warmup: {duration: 60s}", """{"lb_policy": "RING_HASH"}""")]
    public void Load_balancer_is_translated(string rule, string fields)
    {
        var cluster = Cluster($"loadBalancer: {{{rule}}}");

        var actual = new System.Text.Json.Nodes.JsonObject(cluster
            .Where(field => field.Key.Contains("lb_", StringComparison.Ordinal) && field.Key != "common_lb_config")
            .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        JsonAssert.Is(fields, actual);
    }

    [Fact]
    public void Outlier_detection_enforces_what_it_names_and_sets_the_panic_threshold()
    {
        var cluster = Cluster("""
            outlierDetection: {consecutive5xxErrors: 7, consecutiveGatewayErrors: 0, splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 3,
              interval: 5m, baseEjectionTime: 15m, maxEjectionPercent: 42, minHealthPercent: 30}
            """);

        JsonAssert.Is(
            """
            {"consecutive_5xx": 7, "enforcing_consecutive_5xx": 100, "consecutive_gateway_failure": 0, "enforcing_consecutive_gateway_failure": 0,
             "split_external_local_origin_errors": true, "consecutive_local_origin_failure": 3, "enforcing_consecutive_local_origin_failure": 100,
             "enforcing_local_origin_success_rate": 0, "enforcing_success_rate": 0, "interval": "300s", "base_ejection_time": "900s",
             "max_ejection_percent": 42}
            """,
            cluster.At("outlier_detection"));
        JsonAssert.Is("""{"healthy_panic_threshold": {"value": 30}}""", cluster.At("common_lb_config"));
    }

    [Fact]
    public void Empty_outlier_detection_only_turns_success_rates_off()
    {
        JsonAssert.Is("""{"enforcing_success_rate": 0}""", Cluster("outlierDetection: {}").At("outlier_detection"));
    }

    [Fact]
    public void Port_entry_replaces_the_top_level_whole_and_the_mesh_fills_what_it_leaves()
    {
        var cluster = Cluster(
            "connectionPool: {tcp: {maxConnections: 1}}, loadBalancer: {simple: RANDOM}, portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: ROUND_ROBIN}}]",
            mesh: "defaultTrafficPolicy: {connectionPool: {tcp: {maxConnections: 9}}, outlierDetection: {consecutive5xxErrors: 2}}");

        Assert.Null(cluster.At("lb_policy"));
        Assert.Equal("9", cluster.Text("circuit_breakers", "thresholds", 0, "max_connections"));
        Assert.Equal("2", cluster.Text("outlier_detection", "consecutive_5xx"));
    }

    [Fact]
    public void Subset_overrides_block_by_block_and_its_port_entry_all_main_blocks()
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Service("cart"),
            Yaml.Rule(
                "cart",
                "connectionPool: {tcp: {maxConnections: 1}}, loadBalancer: {simple: RANDOM}, outlierDetection: {consecutive5xxErrors: 3}",
                """
                {name: block, labels: {}, trafficPolicy: {connectionPool: {tcp: {maxConnections: 2}}}},
                {name: port, labels: {}, trafficPolicy: {portLevelSettings: [{port: {number: 80}, connectionPool: {tcp: {maxConnections: 3}}}]}}
                """)));

        var block = mesh.Cluster("outbound|80|block|cart.shop.svc.cluster.local");
        var port = mesh.Cluster("outbound|80|port|cart.shop.svc.cluster.local");

        Assert.Equal(("2", "RANDOM", true), (block.Text("circuit_breakers", "thresholds", 0, "max_connections"), block.Text("lb_policy"), block.At("outlier_detection") is not null));
        Assert.Equal(("3", "LEAST_REQUEST", false), (port.Text("circuit_breakers", "thresholds", 0, "max_connections"), port.Text("lb_policy"), port.At("outlier_detection") is not null));
    }

    private static System.Text.Json.Nodes.JsonObject Cluster(string policy, string mesh = "") =>
        new ShopFixture(Yaml.Of(Yaml.Service("cart"), Yaml.Rule("cart", policy)), mesh).Cluster(Cart);
}
