using System.Text.Json.Nodes;
using MeshControl.Generation.Tests.Clusters;

namespace MeshControl.Generation.Tests.Endpoints;

/// <summary>The client stands on node n1 in us-east/a; one endpoint each in us-east/a, us-east/b, us-west/a and eu/a.</summary>
public sealed class LocalityTests
{
    private const string Cart = "outbound|80||cart.shop.svc.cluster.local";

    private static readonly string Places = Yaml.Of(
        Yaml.Node("n1", "us-east", "a"), Yaml.Node("n2", "us-east", "b"), Yaml.Node("n3", "us-west", "a"), Yaml.Node("n4", "eu", "a"),
        Yaml.Endpoint("cart", "10.1.0.1", node: "n1"), Yaml.Endpoint("cart", "10.1.0.2", node: "n2"),
        Yaml.Endpoint("cart", "10.1.0.3", node: "n3"), Yaml.Endpoint("cart", "10.1.0.4", node: "n4"));

    [Fact]
    public void Without_outlier_detection_localities_are_told_but_not_ranked()
    {
        Assert.Equal(["eu/a 1 p0", "us-east/a 1 p0", "us-east/b 1 p0", "us-west/a 1 p0"], Entries(""));
    }

    [Fact]
    public void Outlier_detection_ranks_localities_by_nearness()
    {
        Assert.Equal(["eu/a 1 p2", "us-east/a 1 p0", "us-east/b 1 p1", "us-west/a 1 p2"], Entries("outlierDetection: {}"));
    }

    [Fact]
    public void Failover_ranks_the_named_region_before_others()
    {
        Assert.Equal(
            ["eu/a 1 p2", "us-east/a 1 p0", "us-east/b 1 p1", "us-west/a 1 p3"],
            Entries("outlierDetection: {}, loadBalancer: {localityLbSetting: {failover: [{from: us-east, to: eu}]}}"));
    }

    [Fact]
    public void Distribution_weighs_matched_localities_and_empties_the_others()
    {
        Assert.Equal(
            ["eu/a 1 p0 empty", "us-east/a 70 p0", "us-east/b 20 p0", "us-west/a 10 p0"],
            Entries("loadBalancer: {localityLbSetting: {distribute: [{from: us-west/*, to: {'eu/*': 100}}, "
                + "{from: us-east/*, to: {'us-east/a/*': 70, 'us-east/b/*': 20, 'us-west/*': 10}}]}}"));
    }

    [Fact]
    public void Share_of_a_pattern_is_split_over_its_localities_by_weight_and_rounded_up()
    {
        Assert.Equal(
            ["eu/a 25 p0", "us-east/a 38 p0", "us-east/b 38 p0", "us-west/a 1 p0 empty"],
            Entries("loadBalancer: {localityLbSetting: {distribute: [{from: '*', to: {'us-east': 75, 'eu': 25}}]}}"));
    }

    [Fact]
    public void Failover_priority_counts_labels_up_to_the_first_that_differs()
    {
        Assert.Equal(
            ["eu/a 1 p2", "us-east/a 1 p0", "us-east/b 1 p1", "us-west/a 1 p2"],
            Entries("outlierDetection: {}, loadBalancer: {localityLbSetting: {failoverPriority: [topology.kubernetes.io/region, topology.kubernetes.io/zone]}}"));
    }

    [Fact]
    public void Failover_priority_may_name_the_value_it_prefers()
    {
        Assert.Equal(
            ["eu/a 1 p0", "us-east/a 1 p1", "us-east/b 1 p1", "us-west/a 1 p1"],
            Entries("outlierDetection: {}, loadBalancer: {localityLbSetting: {failoverPriority: ['topology.kubernetes.io/region=eu']}}"));
    }

    [Fact]
    public void Failover_priority_compares_the_clients_own_labels()
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Service("cart"),
            Yaml.Endpoint("cart", "10.1.0.1", labels: "track: stable"),
            Yaml.Endpoint("cart", "10.1.0.2", labels: "track: canary"),
            Yaml.Rule("cart", "outlierDetection: {}, loadBalancer: {localityLbSetting: {failoverPriority: [track]}}"),
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: tester, namespace: shop, labels: {app: tester, track: canary}}
            spec: {containers: [{name: app}]}
            status: {phase: Running, podIP: 10.1.0.7, podIPs: [{ip: 10.1.0.7}]}
            """));

        var assignment = ShopFixture.Json(mesh.Sidecar("tester").Endpoints, Cart);

        Assert.Equal(["10.1.0.2", "10.1.0.1"], AssignmentTests.Addresses(assignment));
        Assert.Equal([null, "1"], assignment.At("endpoints")!.AsArray().Select(entry => entry.Text("priority")));
    }

    [Fact]
    public void Traffic_distribution_prefers_the_own_zone_without_outlier_detection()
    {
        var mesh = new ShopFixture(Yaml.Of(Yaml.Service("cart", more: "trafficDistribution: PreferClose"), Places));

        Assert.Equal(["eu/a 1 p2", "us-east/a 1 p0", "us-east/b 1 p1", "us-west/a 1 p2"], Entries(mesh));
        Assert.NotNull(mesh.Cluster(Cart).At("common_lb_config", "locality_weighted_lb_config"));
    }

    [Theory]
    [InlineData("outlierDetection: {}, loadBalancer: {localityLbSetting: {enabled: false}}", "")]
    [InlineData("outlierDetection: {}", "localityLbSetting: {enabled: false}")]
    public void Locality_rules_can_be_switched_off(string policy, string mesh)
    {
        Assert.Equal(["eu/a 1 p0", "us-east/a 1 p0", "us-east/b 1 p0", "us-west/a 1 p0"], Entries(policy, mesh));
    }

    [Theory]
    [InlineData("outlierDetection: {}", false)]
    [InlineData("loadBalancer: {localityLbSetting: {distribute: [{from: '*', to: {'eu': 100}}]}}", true)]
    [InlineData("loadBalancer: {localityLbSetting: {failover: [{from: us-east, to: eu}]}}", false)]
    [InlineData("outlierDetection: {}, loadBalancer: {localityLbSetting: {failover: [{from: us-east, to: eu}]}}", true)]
    public void Envoy_weighs_localities_where_a_rule_gives_them_weights_or_order(string policy, bool weighs)
    {
        var mesh = new ShopFixture(Yaml.Of(Yaml.Service("cart"), Places, Yaml.Rule("cart", policy)));

        Assert.Equal(weighs, mesh.Cluster(Cart).At("common_lb_config", "locality_weighted_lb_config") is not null);
    }

    [Fact]
    public void Dns_hosts_are_ranked_inside_their_cluster()
    {
        var mesh = new ShopFixture(Yaml.Of(
            Yaml.Node("n1", "us-east", "a"),
            Yaml.Entry("api.example.com", """
                resolution: DNS, ports: [{number: 443, name: tls, protocol: TLS}],
                endpoints: [{address: far.example.com, locality: eu/a}, {address: near.example.com, locality: us-east/a}]
                """),
            Yaml.Rule("api.example.com", "outlierDetection: {}")));

        Assert.Equal(["eu/a 1 p1", "us-east/a 1 p0"], Entries(mesh.Cluster("outbound|443||api.example.com").At("load_assignment")!));
    }

    private static List<string> Entries(string policy, string mesh = "") =>
        Entries(new ShopFixture(Yaml.Of(Yaml.Service("cart"), Places, Yaml.Rule("cart", policy)), mesh));

    private static List<string> Entries(ShopFixture mesh) => Entries(mesh.Assignment(Cart));

    private static List<string> Entries(JsonNode assignment) => [.. assignment.At("endpoints")!.AsArray().Select(entry =>
        $"{entry.Text("locality", "region")}/{entry.Text("locality", "zone")} {entry.Text("load_balancing_weight")} p{entry.Text("priority") ?? "0"}"
        + (entry.At("lb_endpoints") is null ? " empty" : ""))];
}
