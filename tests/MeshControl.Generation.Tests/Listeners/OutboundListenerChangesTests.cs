using MeshControl.Incremental.Diagnostics;

namespace MeshControl.Generation.Tests.Listeners;

/// <summary>What a change costs: how many listeners it builds again.</summary>
public sealed class OutboundListenerChangesTests
{
    private static readonly string ManyTcpServices = Manifest.Of(
        [Manifest.Client, Manifest.Service("cart", "10.96.9.1", "{name: http, port: 80}"),
            .. Enumerable.Range(1, 20).Select(i => Manifest.Service($"db-{i}", $"10.96.0.{i}", "{name: tcp, port: 5432}"))]);

    [Fact]
    public void Http_rule_builds_no_listener_and_plans_none()
    {
        var mesh = new SidecarFixture(ManyTcpServices);
        mesh.Listeners();
        var plans = Count(mesh.Statistics, "listeners/outbound-plan");

        var builds = Builds(mesh, () => mesh.Apply("rule.yaml", """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: cart, namespace: shop}
            spec: {hosts: [cart], http: [{route: [{destination: {host: cart}}], timeout: 3s}]}
            """));

        Assert.Equal(0, builds);
        Assert.Equal(plans, Count(mesh.Statistics, "listeners/outbound-plan"));
    }

    [Fact]
    public void New_tcp_service_builds_its_own_listener_only()
    {
        var mesh = new SidecarFixture(ManyTcpServices);
        mesh.Listeners();

        var builds = Builds(mesh, () => mesh.Apply("new.yaml", Manifest.Service("new", "10.96.7.1", "{name: tcp, port: 5432}")));

        Assert.Equal(1, builds);
    }

    [Fact]
    public void New_http_service_on_a_known_port_builds_no_listener()
    {
        var mesh = new SidecarFixture(ManyTcpServices);
        mesh.Listeners();

        var builds = Builds(mesh, () => mesh.Apply("new.yaml", Manifest.Service("new", "10.96.7.1", "{name: http, port: 80}")));

        Assert.Equal(0, builds);
    }

    [Fact]
    public void Destination_rule_of_a_tcp_service_builds_its_listener_only()
    {
        var mesh = new SidecarFixture(ManyTcpServices);
        mesh.Listeners();

        var builds = Builds(mesh, () => mesh.Apply("rule.yaml", """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: db, namespace: shop}
            spec: {host: db-7, trafficPolicy: {connectionPool: {tcp: {idleTimeout: 30s}}}}
            """));

        Assert.Equal(1, builds);
    }

    private static long Builds(SidecarFixture mesh, Action change)
    {
        var before = Count(mesh.Statistics);
        change();
        mesh.Listeners();
        return Count(mesh.Statistics) - before;
    }

    private static long Count(GraphStatistics statistics, string kind = "listener/outbound") => statistics.Derived.Single(item => item.Name == kind).Builds;
}
