using MeshControl.Generation.Output;
using MeshControl.Generation.Tests.Clusters;

namespace MeshControl.Generation.Tests.Endpoints;

/// <summary>What is built once for many, and what a change costs, counted in builds.</summary>
public sealed class SharingTests
{
    private const int ServiceCount = 200;
    private static readonly string[] Namespaces = ["a", "b", "c"];

    [Fact]
    public void Namespaces_that_see_a_service_alike_share_its_encoded_cluster_and_assignment()
    {
        var mesh = Mesh();
        var first = mesh.Sidecar("app", "a");
        var second = mesh.Sidecar("app", "b");

        Assert.Same(first.Clusters.Find(Name(7)), second.Clusters.Find(Name(7)));
        Assert.True(first.Endpoints.IsSame(second.Endpoints));
        Assert.Equal(ServiceCount, Builds(mesh, "cluster"));
        Assert.Equal(ServiceCount, Builds(mesh, "load-assignment"));
    }

    [Fact]
    public void Changed_endpoint_builds_the_assignments_of_one_service_and_the_group_they_stand_in()
    {
        var mesh = Mesh();
        var before = Configs(mesh);
        var builds = Counts(mesh);

        mesh.Apply("endpoint-7.yaml", Yaml.Endpoint("s7", "10.1.1.7", 9090));
        var after = Configs(mesh);

        Assert.Equal(1, Builds(mesh, "load-assignment") - builds("load-assignment"));
        Assert.Equal(1, Builds(mesh, "load-assignment/group") - builds("load-assignment/group"));
        Assert.Equal(0, Builds(mesh, "outbound-services/group") - builds("outbound-services/group"));
        Assert.Equal(0, Builds(mesh, "cluster") - builds("cluster"));
        Assert.All(Namespaces.Index(), item => Assert.True(before[item.Index].Clusters.IsSame(after[item.Index].Clusters)));
        Assert.Equal(1, before[0].Endpoints.Parts.Zip(after[0].Endpoints.Parts).Count(pair => !ReferenceEquals(pair.First, pair.Second)));
    }

    [Fact]
    public void Changed_rule_builds_the_clusters_of_its_service_only()
    {
        var mesh = Mesh();
        _ = Configs(mesh);
        var builds = Counts(mesh);

        mesh.Apply("rule.yaml", Yaml.Rule("s7", "connectionPool: {tcp: {maxConnections: 3}}"));
        _ = Configs(mesh);

        Assert.Equal(1, Builds(mesh, "cluster") - builds("cluster"));
        Assert.Equal(1, Builds(mesh, "cluster/group") - builds("cluster/group"));
        Assert.Equal(Namespaces.Length, Builds(mesh, "outbound-services/group") - builds("outbound-services/group"));
    }

    [Fact]
    public void New_service_builds_its_own_clusters_and_the_group_it_joins()
    {
        var mesh = Mesh();
        _ = Configs(mesh);
        var builds = Counts(mesh);

        mesh.Apply("new.yaml", Yaml.Service("new"));
        _ = Configs(mesh);

        Assert.Equal(1, Builds(mesh, "cluster") - builds("cluster"));
        Assert.Equal(1, Builds(mesh, "load-assignment") - builds("load-assignment"));
        Assert.Equal(1, Builds(mesh, "cluster/group") - builds("cluster/group"));
    }

    [Fact]
    public void Clients_in_different_zones_share_assignments_that_no_locality_rule_looks_at()
    {
        var mesh = Mesh();
        mesh.Apply("rule.yaml", Yaml.Rule("s7", "outlierDetection: {}"));
        mesh.Apply("zones.yaml", Yaml.Of(Yaml.Node("n1", "us", "a"), Yaml.Node("n2", "eu", "b"), Pod("far", "a", "n2")));

        var near = mesh.Sidecar("app", "a");
        var far = mesh.Sidecar("far", "a");

        Assert.Same(near.Endpoints.Find(Name(6)), far.Endpoints.Find(Name(6)));
        Assert.Equal(ServiceCount + 1, Builds(mesh, "load-assignment"));
    }

    private static string Name(int service) => $"outbound|80||s{service}.shop.svc.cluster.local";

    private static ShopFixture Mesh()
    {
        var mesh = new ShopFixture(Yaml.Of([.. Enumerable.Range(0, ServiceCount).Select(i => Yaml.Service($"s{i}")), .. Namespaces.Select(ns => Pod("app", ns, "n1"))]));
        mesh.Apply("endpoint-7.yaml", Yaml.Endpoint("s7", "10.1.1.7"));
        return mesh;
    }

    private static List<ProxyConfig> Configs(ShopFixture mesh) => [.. Namespaces.Select(ns => mesh.Sidecar("app", ns))];

    private static string Pod(string name, string ns, string node) => $$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{{name}}}, namespace: {{{ns}}}, labels: {app: {{{name}}}}}
        spec: {nodeName: {{{node}}}, containers: [{name: app}]}
        status: {phase: Running, podIP: 10.2.0.1, podIPs: [{ip: 10.2.0.1}]}
        """;

    private static long Builds(ShopFixture mesh, string value) => mesh.Statistics.Derived.Single(item => item.Name == value).Builds;

    private static Func<string, long> Counts(ShopFixture mesh)
    {
        var counts = mesh.Statistics.Derived.ToDictionary(item => item.Name, item => item.Builds);
        return name => counts[name];
    }
}
