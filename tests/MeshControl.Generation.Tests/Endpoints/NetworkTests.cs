using MeshControl.Generation.Tests.Clusters;

namespace MeshControl.Generation.Tests.Endpoints;

/// <summary>The client is on no network that has a gateway; net2 has two gateways, net3 three.</summary>
public sealed class NetworkTests
{
    private const string Networks = """
        networks:
          net2: {gateways: [{address: 203.0.113.21, port: 15443}, {address: 203.0.113.22, port: 15443}]}
          net3: {gateways: [{address: 203.0.113.31, port: 443}, {address: 203.0.113.32, port: 443}, {address: 203.0.113.33, port: 443}]}
        """;

    [Fact]
    public void Endpoints_of_other_networks_are_reached_through_their_gateways_by_weight()
    {
        Assert.Equal(
            ["10.1.0.1:8080 6", "203.0.113.21:15443 3", "203.0.113.22:15443 3", "203.0.113.31:443 4", "203.0.113.32:443 4", "203.0.113.33:443 4"],
            Hosts(
                Yaml.Endpoint("cart", "10.1.0.1"),
                Remote("10.2.0.1", "net2"),
                Remote("10.3.0.1", "net3"),
                Remote("10.3.0.2", "net3")));
    }

    [Fact]
    public void Endpoint_without_mtls_cannot_pass_a_gateway()
    {
        Assert.Equal(["10.1.0.1:8080 6"], Hosts(Yaml.Endpoint("cart", "10.1.0.1"), Remote("10.2.0.1", "net2", inMesh: false)));
    }

    [Fact]
    public void Network_without_a_gateway_is_reached_directly()
    {
        Assert.Equal(["10.9.0.1:8080 6"], Hosts(Remote("10.9.0.1", "net9")));
    }

    [Fact]
    public void Service_with_a_networks_label_is_its_gateway_where_it_declares_the_port()
    {
        var gateway = """
            apiVersion: v1
            kind: Service
            metadata: {name: eastwest, namespace: shop, labels: {topology.istio.io/network: net5}}
            spec: {type: LoadBalancer, clusterIP: 10.96.0.9, clusterIPs: [10.96.0.9], ports: [{name: tls, port: 15443}]}
            status: {loadBalancer: {ingress: [{ip: 203.0.113.5}]}}
            """;
        var mesh = new ShopFixture(Yaml.Of(Yaml.Service("cart"), gateway, Remote("10.5.0.1", "net5")));

        var host = mesh.Assignment("outbound|80||cart.shop.svc.cluster.local").At("endpoints", 0, "lb_endpoints", 0);

        JsonAssert.Is(
            """
            {"endpoint": {"address": {"socket_address": {"address": "203.0.113.5", "port_value": 15443}}}, "load_balancing_weight": 1,
             "metadata": {"filter_metadata": {"envoy.transport_socket_match": {"tlsMode": "istio"}, "istio": {"workload": ";;;;Kubernetes"}}}}
            """,
            host);
    }

    private static string Remote(string address, string network, bool inMesh = true) =>
        Yaml.Endpoint("cart", address, inMesh: inMesh, podLabels: $"topology.istio.io/network: {network}");

    private static List<string> Hosts(params string[] endpoints)
    {
        var mesh = new ShopFixture(Yaml.Of([Yaml.Service("cart"), .. endpoints]), networks: Networks);
        return [.. mesh.Assignment("outbound|80||cart.shop.svc.cluster.local").At("endpoints", 0, "lb_endpoints")!.AsArray().Select(host =>
            $"{host.Text("endpoint", "address", "socket_address", "address")}:{host.Text("endpoint", "address", "socket_address", "port_value")} "
            + host.Text("load_balancing_weight"))];
    }
}
