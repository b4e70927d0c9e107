using System.Text.Json.Nodes;
using MeshControl.Generation.Tests.Clusters;

namespace MeshControl.Generation.Tests.Endpoints;

public sealed class AssignmentTests
{
    private const string Cart = "outbound|80||cart.shop.svc.cluster.local";

    [Fact]
    public void Pods_are_healthy_weighted_hosts_that_take_mtls_where_they_say_so()
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Service("cart"), Yaml.Endpoint("cart", "10.1.0.1", labels: "version: v1"), Yaml.Endpoint("cart", "10.1.0.2", inMesh: false)));

        JsonAssert.Is(
            """
            {"cluster_name": "outbound|80||cart.shop.svc.cluster.local", "endpoints": [{"locality": {}, "load_balancing_weight": 2, "lb_endpoints": [
              {"endpoint": {"address": {"socket_address": {"address": "10.1.0.1", "port_value": 8080}}}, "health_status": "HEALTHY", "load_balancing_weight": 1,
               "metadata": {"filter_metadata": {"envoy.transport_socket_match": {"tlsMode": "istio"}, "istio": {"workload": "cart-10.1.0.1;shop;cart;v1;Kubernetes"}}}},
              {"endpoint": {"address": {"socket_address": {"address": "10.1.0.2", "port_value": 8080}}}, "health_status": "HEALTHY", "load_balancing_weight": 1,
               "metadata": {"filter_metadata": {"istio": {"workload": "cart-10.1.0.2;shop;cart;;Kubernetes"}}}}]}]}
            """,
            mesh.Assignment(Cart));
    }

    [Fact]
    public void Port_takes_the_endpoints_of_its_name_only()
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Service("cart", "{name: http, port: 80}, {name: admin, port: 81}"), Yaml.Endpoint("cart", "10.1.0.1"), Yaml.Endpoint("cart", "10.1.0.2", 9000, "admin")));

        Assert.Equal(["10.1.0.1"], Addresses(mesh.Assignment(Cart)));
        Assert.Equal(["10.1.0.2"], Addresses(mesh.Assignment("outbound|81||cart.shop.svc.cluster.local")));
    }

    [Fact]
    public void Subset_takes_the_endpoints_with_its_labels()
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Service("cart"),
            Yaml.Endpoint("cart", "10.1.0.1", labels: "version: v1"),
            Yaml.Endpoint("cart", "10.1.0.2", labels: "version: v2"),
            Yaml.Rule("cart", "", "{name: v2, labels: {version: v2}}, {name: all}, {name: none, labels: {version: v9}}")));

        Assert.Equal(["10.1.0.2"], Addresses(mesh.Assignment("outbound|80|v2|cart.shop.svc.cluster.local")));
        Assert.Equal(["10.1.0.1", "10.1.0.2"], Addresses(mesh.Assignment("outbound|80|all|cart.shop.svc.cluster.local")));
        Assert.Empty(Addresses(mesh.Assignment("outbound|80|none|cart.shop.svc.cluster.local")));
    }

    [Theory]
    [InlineData("ready: true", "", "HEALTHY")]
    [InlineData("{}", "", "HEALTHY")]
    [InlineData("ready: false, terminating: false", "", "UNHEALTHY")]
    [InlineData("ready: false, serving: true, terminating: true", "", null)]
    [InlineData("ready: false, serving: true, terminating: true", "istio.io/persistent-session: sid", "DRAINING")]
    public void Health_follows_the_slices_conditions(string conditions, string serviceLabel, string? status)
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Service("cart", metadata: serviceLabel.Length > 0 ? $"labels: {{{serviceLabel}}}" : ""),
            Yaml.Endpoint("cart", "10.1.0.1", conditions: conditions == "{}" ? "serving: true" : conditions)));

        Assert.Equal(status, mesh.Assignment(Cart).Text("endpoints", 0, "lb_endpoints", 0, "health_status"));
    }

    [Fact]
    public void Rule_that_wants_panic_is_given_no_unhealthy_endpoint()
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Service("cart"),
            Yaml.Endpoint("cart", "10.1.0.1", conditions: "ready: false, terminating: false"),
            Yaml.Rule("cart", "outlierDetection: {minHealthPercent: 10}")));

        Assert.Empty(Addresses(mesh.Assignment(Cart)));
    }

    [Fact]
    public void Draining_pod_is_left_out_unless_clients_stick_to_it()
    {
        var pod = Yaml.Endpoint("cart", "10.1.0.1", podLabels: "istio.io/draining: 'true'");

        Assert.Empty(Addresses(new ShopFixture(Yaml.Of(Yaml.Service("cart"), pod)).Assignment(Cart)));
        Assert.Equal(
            "DRAINING",
            new ShopFixture(Yaml.Of(Yaml.Service("cart", metadata: "labels: {istio.io/persistent-session: sid}"), pod)).Assignment(Cart)
                .Text("endpoints", 0, "lb_endpoints", 0, "health_status"));
    }

    [Theory]
    [InlineData("tls: {mode: DISABLE}", false)]
    [InlineData("tls: {mode: SIMPLE}", false)]
    [InlineData("tls: {mode: ISTIO_MUTUAL}", true)]
    [InlineData("tls: {mode: SIMPLE}, portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: RANDOM}}]", false)]
    [InlineData("tls: {mode: SIMPLE}, portLevelSettings: [{port: {number: 80}, tls: {mode: ISTIO_MUTUAL}}]", true)]
    public void Tls_mode_of_the_rule_decides_whether_hosts_are_marked_for_mtls(string policy, bool marked)
    {
        var mesh = new ShopFixture(Yaml.Of(Yaml.Service("cart"), Yaml.Endpoint("cart", "10.1.0.1"), Yaml.Rule("cart", policy)));

        Assert.Equal(marked, IsMarked(mesh.Assignment(Cart)));
    }

    [Fact]
    public void Port_that_refuses_mtls_is_not_marked_while_its_cluster_stays()
    {
        var mesh = new ShopFixture(Yaml.Of(Yaml.Service("cart"), Yaml.Endpoint("cart", "10.1.0.1"), """
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: cart, namespace: shop}
            spec: {selector: {matchLabels: {app: cart}}, mtls: {mode: STRICT}, portLevelMtls: {"8080": {mode: DISABLE}}}
            """));

        Assert.False(IsMarked(mesh.Assignment(Cart)));
        Assert.NotNull(mesh.Cluster(Cart).At("transport_socket_matches"));
    }

    [Fact]
    public void Hand_written_endpoints_have_their_own_weight_port_and_locality_and_no_health()
    {
        var mesh = new ShopFixture(Yaml.Entry("vm.internal", """
            addresses: [192.0.2.77], resolution: STATIC, location: MESH_INTERNAL, ports: [{number: 7000, name: tcp, protocol: TCP}],
            endpoints: [{address: 192.0.2.1, weight: 3, locality: us-east/a, ports: {tcp: 7777}}, {address: 192.0.2.2}]
            """));

        JsonAssert.Is(
            """
            {"cluster_name": "outbound|7000||vm.internal", "endpoints": [
              {"locality": {}, "load_balancing_weight": 1, "lb_endpoints": [
                {"endpoint": {"address": {"socket_address": {"address": "192.0.2.2", "port_value": 7000}}}, "load_balancing_weight": 1,
                 "metadata": {"filter_metadata": {"istio": {"workload": "vm-internal-1;shop;vm-internal-1;;Kubernetes"}}}}]},
              {"locality": {"region": "us-east", "zone": "a"}, "load_balancing_weight": 3, "lb_endpoints": [
                {"endpoint": {"address": {"socket_address": {"address": "192.0.2.1", "port_value": 7777}}}, "load_balancing_weight": 3,
                 "metadata": {"filter_metadata": {"istio": {"workload": "vm-internal-0;shop;vm-internal-0;;Kubernetes"}}}}]}]}
            """,
            mesh.Assignment("outbound|7000||vm.internal"));
    }

    [Fact]
    public void Node_local_service_has_the_endpoints_of_the_clients_node()
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Service("cart", more: "internalTrafficPolicy: Local"), Yaml.Endpoint("cart", "10.1.0.1", node: "n1"), Yaml.Endpoint("cart", "10.1.0.2", node: "n2")));

        Assert.Equal(["10.1.0.1"], Addresses(mesh.Assignment(Cart)));
    }

    [Fact]
    public void Gateway_that_routes_by_sni_has_twins_with_hosts_that_take_mtls()
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Service("cart"),
            Yaml.Endpoint("cart", "10.1.0.1"),
            Yaml.Endpoint("cart", "10.1.0.2", inMesh: false),
            """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: cross, namespace: shop}
            spec: {selector: {istio: gateway}, servers: [{port: {number: 15443, name: tls, protocol: TLS}, tls: {mode: AUTO_PASSTHROUGH}, hosts: ["*.local"]}]}
            """));
        const string name = "outbound_.80_._.cart.shop.svc.cluster.local";

        var config = mesh.Gateway();

        Assert.Equal(["10.1.0.1"], Addresses(ShopFixture.Json(config.Endpoints, name)));
        Assert.Null(ShopFixture.Json(config.Clusters, name).At("transport_socket_matches"));
        Assert.Equal(["10.1.0.1", "10.1.0.2"], Addresses(ShopFixture.Json(config.Endpoints, Cart)));
    }

    internal static IEnumerable<string> Addresses(JsonNode assignment) =>
        (assignment.At("endpoints")?.AsArray() ?? []).SelectMany(group => group.At("lb_endpoints")?.AsArray() ?? [])
            .Select(host => host.Text("endpoint", "address", "socket_address", "address")!);

    private static bool IsMarked(JsonNode assignment) =>
        assignment.At("endpoints", 0, "lb_endpoints", 0, "metadata", "filter_metadata", "envoy.transport_socket_match") is not null;
}
