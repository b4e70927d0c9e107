using MeshControl.Generation.Output;
using MeshControl.Generation.Tests.Listeners;
using static MeshControl.Generation.Tests.Routes.RouteManifest;

namespace MeshControl.Generation.Tests.Routes;

/// <summary>What a change costs: how many virtual hosts it builds again.</summary>
public sealed class RouteChangeTests
{
    private static readonly string ManyServices = Manifest.Of(
        [Manifest.Client, Manifest.Pod("second", "10.1.0.8", "second"),
            .. Enumerable.Range(1, 20).Select(i => Manifest.Service($"s-{i}", $"10.96.0.{i}", "{name: http, port: 80}")),
            .. Enumerable.Range(1, 10).Select(i => Rule($"s-{i}", $"hosts: [s-{i}], http: [{{route: [{{destination: {{host: s-{i}}}}}], timeout: 1s}}]"))]);

    [Fact]
    public void Edited_rule_builds_its_host_and_leaves_the_others_as_they_are()
    {
        var mesh = new RouteFixture(ManyServices);
        var before = Hosts(mesh);
        mesh.Apply("extra.yaml", Rule("s-11", "hosts: [s-11], http: [{route: [{destination: {host: s-11}}], timeout: 1s}]"));
        mesh.Compile("client");

        var builds = mesh.Builds(
            "virtual-host",
            () => mesh.Apply("extra.yaml", Rule("s-11", "hosts: [s-11], http: [{route: [{destination: {host: s-11}}], timeout: 9s}]")),
            "client", "second");

        Assert.Equal(1, builds);
        var after = Hosts(mesh);
        Assert.Equal(["s-11.shop.svc.cluster.local:80"], before.Keys.Where(name => !ReferenceEquals(before[name], after[name])));
    }

    [Fact]
    public void New_rule_builds_only_the_host_it_takes_over()
    {
        var mesh = new RouteFixture(ManyServices);
        mesh.Compile("client");

        var builds = mesh.Builds(
            "virtual-host", () => mesh.Apply("extra.yaml", Rule("s-15", "hosts: [s-15], http: [{route: [{destination: {host: s-1}}]}]")), "client");

        Assert.Equal(1, builds);
    }

    [Fact]
    public void New_service_builds_only_its_host()
    {
        var mesh = new RouteFixture(ManyServices);
        mesh.Compile("client");

        var builds = mesh.Builds("virtual-host", () => mesh.Apply("extra.yaml", Manifest.Service("new", "10.96.1.1", "{name: http, port: 80}")), "client");

        Assert.Equal(1, builds);
    }

    [Fact]
    public void Destination_rule_without_hashing_is_not_even_looked_at()
    {
        var mesh = new RouteFixture(ManyServices);
        mesh.Compile("client");

        var builds = mesh.Builds(
            "sidecar-routes/hashes", () => mesh.Apply("extra.yaml", DestinationRule("s-3", "host: s-3, trafficPolicy: {connectionPool: {tcp: {maxConnections: 7}}}")), "client");

        Assert.Equal(0, builds);
    }

    [Fact]
    public void Destination_rule_that_hashes_builds_the_host_of_its_service()
    {
        var mesh = new RouteFixture(ManyServices);
        mesh.Compile("client");

        var builds = mesh.Builds(
            "virtual-host", () => mesh.Apply("extra.yaml", DestinationRule("s-13", "host: s-13, trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: true}}}")), "client");

        Assert.Equal(1, builds);
        Assert.Single(mesh.Table("80").Host("s-13.shop.svc.cluster.local:80").Routes[0].Route_.HashPolicy);
    }

    [Fact]
    public void Hosts_of_services_are_shared_between_namespaces()
    {
        var mesh = new RouteFixture(Manifest.Of(
            ManyServices,
            Manifest.Pod("a", "10.1.1.1", "a").Replace("namespace: shop", "namespace: one", StringComparison.Ordinal),
            Manifest.Pod("b", "10.1.1.2", "b").Replace("namespace: shop", "namespace: two", StringComparison.Ordinal)));

        var one = Hosts(mesh, "a.one");
        var two = Hosts(mesh, "b.two");

        Assert.Same(one["s-15.shop.svc.cluster.local:80"], two["s-15.shop.svc.cluster.local:80"]);
    }

    private static Dictionary<string, EncodedVirtualHost> Hosts(RouteFixture mesh, string pod = "client") =>
        mesh.Compile(pod).RouteTables.SelectMany(set => set.Tables).Single(table => table.Name == "80").VirtualHosts.ToDictionary(host => host.Name);
}
