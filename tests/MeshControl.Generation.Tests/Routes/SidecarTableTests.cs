using MeshControl.Generation.Tests.Listeners;
using static MeshControl.Generation.Tests.Routes.RouteManifest;

namespace MeshControl.Generation.Tests.Routes;

/// <summary>Which virtual hosts a sidecar's table has, under which names.</summary>
public sealed class SidecarTableTests
{
    private const string ToCart = "/* -> outbound|80||cart.shop.svc.cluster.local";

    [Fact]
    public void Service_without_rule_is_routed_by_its_names_and_address()
    {
        var table = new RouteFixture(Shop).Table("80");

        var host = table.Host("cart.shop.svc.cluster.local:80");
        Assert.Equal(["cart.shop.svc.cluster.local", "cart.shop.svc.cluster.local.", "cart", "cart.shop.svc", "cart.shop", "10.96.0.1"], host.Domains);
        Assert.Equal(ToCart, host.Describe());
        Assert.Equal("default", host.Routes[0].Name);
        Assert.True(host.IncludeRequestAttemptCount);
        Assert.Equal("allow_any: /* -> PassthroughCluster", table.Describe().Last());
    }

    [Fact]
    public void Service_of_another_namespace_is_called_with_its_namespace()
    {
        var mesh = new RouteFixture(Manifest.Of(Shop, Manifest.Pod("far", "10.1.0.8", "far").Replace("namespace: shop", "namespace: other", StringComparison.Ordinal)));

        var domains = mesh.Table("80", "far.other").Host("cart.shop.svc.cluster.local:80").Domains;

        Assert.Equal(["cart.shop.svc.cluster.local", "cart.shop.svc.cluster.local.", "cart.shop", "cart.shop.svc", "10.96.0.1"], domains);
    }

    [Fact]
    public void Pods_of_a_headless_service_have_names_too()
    {
        var mesh = new RouteFixture(Manifest.Of(Manifest.Client, Manifest.Service("db", "None", "{name: http, port: 80}")));

        Assert.Contains("*.db.shop.svc.cluster.local", mesh.Table("80").Host("db.shop.svc.cluster.local:80").Domains);
    }

    [Fact]
    public void Alias_is_another_name_of_its_target()
    {
        var mesh = new RouteFixture(Manifest.Of(Shop, """
            apiVersion: v1
            kind: Service
            metadata: {name: basket, namespace: shop}
            spec: {type: ExternalName, externalName: cart.shop.svc.cluster.local, ports: [{name: http, port: 80}]}
            """));

        var table = mesh.Table("80");

        Assert.Contains("basket.shop.svc.cluster.local", table.Host("cart.shop.svc.cluster.local:80").Domains);
        Assert.DoesNotContain(table.VirtualHosts, host => host.Name.StartsWith("basket", StringComparison.Ordinal));
    }

    [Fact]
    public void Rule_replaces_the_route_of_its_service()
    {
        var mesh = new RouteFixture(Manifest.Of(Shop, Rule("cart", "hosts: [cart], http: [{match: [{uri: {prefix: /v2}}], route: [{destination: {host: orders}}]}, {route: [{destination: {host: cart, subset: v1}}]}]")));

        Assert.Equal(
            "/v2* -> outbound|80||orders.shop.svc.cluster.local | /* -> outbound|80|v1|cart.shop.svc.cluster.local",
            mesh.Table("80").Host("cart.shop.svc.cluster.local:80").Describe());
    }

    [Fact]
    public void Host_that_is_no_service_is_routed_on_port_80_only()
    {
        var mesh = new RouteFixture(Manifest.Of(
            Shop, Manifest.Service("other", "10.96.0.4", "{name: http, port: 8000}"), Rule("ext", "hosts: [Shop.Example.com], http: [{route: [{destination: {host: cart}}]}]")));

        Assert.Equal(["shop.example.com"], mesh.Table("80").Host("shop.example.com:80").Domains);
        Assert.Equal(["other.shop.svc.cluster.local:8000", "allow_any"], mesh.Table("8000").VirtualHosts.Select(host => host.Name));
    }

    [Fact]
    public void First_rule_of_a_host_wins()
    {
        var mesh = new RouteFixture(Manifest.Of(
            Shop,
            Rule("young", "hosts: [cart], http: [{route: [{destination: {host: cart, subset: young}}]}]", created: "2026-02-01T00:00:00Z"),
            Rule("old", "hosts: [cart], http: [{route: [{destination: {host: cart, subset: old}}]}]")));

        Assert.Equal("/* -> outbound|80|old|cart.shop.svc.cluster.local", mesh.Table("80").Host("cart.shop.svc.cluster.local:80").Describe());
    }

    [Fact]
    public void Exact_host_beats_a_wildcard_and_a_longer_wildcard_beats_a_shorter()
    {
        var mesh = new RouteFixture(Manifest.Of(
            Shop,
            Rule("any", "hosts: [\"*.cluster.local\"], http: [{route: [{destination: {host: orders, subset: any}}]}]"),
            Rule("shop", "hosts: [\"*.shop.svc.cluster.local\"], http: [{route: [{destination: {host: orders, subset: shop}}]}]", created: "2026-02-01T00:00:00Z"),
            Rule("cart", "hosts: [cart], http: [{route: [{destination: {host: orders, subset: cart}}]}]", created: "2026-03-01T00:00:00Z")));

        var table = mesh.Table("80");

        Assert.Equal("/* -> outbound|80|cart|orders.shop.svc.cluster.local", table.Host("cart.shop.svc.cluster.local:80").Describe());
        Assert.Equal("/* -> outbound|80|shop|orders.shop.svc.cluster.local", table.Host("orders.shop.svc.cluster.local:80").Describe());
        Assert.DoesNotContain(table.VirtualHosts, host => host.Name.StartsWith('*'));
    }

    [Fact]
    public void Rule_for_other_clients_leaves_the_service_as_it_is()
    {
        var mesh = new RouteFixture(Manifest.Of(
            Shop,
            Manifest.Pod("tester", "10.1.0.7", "tester"),
            Rule("cart", "hosts: [cart], http: [{match: [{sourceLabels: {app: tester}}], route: [{destination: {host: orders}}]}]")));

        Assert.Equal(ToCart, mesh.Table("80").Host("cart.shop.svc.cluster.local:80").Describe());
        Assert.Equal("/* -> outbound|80||orders.shop.svc.cluster.local", mesh.Table("80", "tester").Host("cart.shop.svc.cluster.local:80").Describe());
    }

    [Fact]
    public void Rule_for_gateways_only_leaves_sidecars_alone()
    {
        var mesh = new RouteFixture(Manifest.Of(Shop, Rule("cart", "hosts: [cart], gateways: [edge], http: [{route: [{destination: {host: orders}}]}]")));

        Assert.Equal(ToCart, mesh.Table("80").Host("cart.shop.svc.cluster.local:80").Describe());
    }

    [Fact]
    public void Entries_behind_one_that_matches_everything_are_left_out()
    {
        var mesh = new RouteFixture(Manifest.Of(Shop, Rule(
            "cart", "hosts: [cart], http: [{match: [{port: 81}], redirect: {uri: /x}}, {match: [{uri: {prefix: /}}], route: [{destination: {host: cart}}]}, {match: [{uri: {exact: /late}}], redirect: {uri: /y}}]")));

        Assert.Equal(ToCart, mesh.Table("80").Host("cart.shop.svc.cluster.local:80").Describe());
    }

    [Fact]
    public void Sniffed_service_has_a_table_that_takes_every_host()
    {
        var mesh = new RouteFixture(Manifest.Of(Manifest.Client, Manifest.Service("odd", "10.96.0.3", "{name: odd, port: 7070}")));

        var host = Assert.Single(mesh.Table("odd.shop.svc.cluster.local:7070").VirtualHosts);

        Assert.Equal("odd.shop.svc.cluster.local:7070", host.Name);
        Assert.Equal(["*"], host.Domains);
        Assert.Equal("/* -> outbound|7070||odd.shop.svc.cluster.local", host.Describe());
    }

    [Fact]
    public void Explicit_proxy_takes_every_port_and_plain_names_mean_port_80()
    {
        var mesh = new RouteFixture(
            Manifest.Of(Manifest.Client, Manifest.Service("cart", "10.96.0.1", "{name: http, port: 80}, {name: http-alt, port: 8080}")), "proxyHttpPort: 15007");

        var table = mesh.Table("http_proxy");

        Assert.Equal(
            [
                "cart.shop.svc.cluster.local", "cart.shop.svc.cluster.local:80", "cart.shop.svc.cluster.local.", "cart.shop.svc.cluster.local.:80",
                "cart", "cart:80", "cart.shop.svc", "cart.shop.svc:80", "cart.shop", "cart.shop:80", "10.96.0.1", "10.96.0.1:80",
            ],
            table.Host("cart.shop.svc.cluster.local:80").Domains);
        Assert.Equal(
            ["cart.shop.svc.cluster.local:8080", "cart.shop.svc.cluster.local.:8080", "cart:8080", "cart.shop.svc:8080", "cart.shop:8080", "10.96.0.1:8080"],
            table.Host("cart.shop.svc.cluster.local:8080").Domains);
    }

    [Fact]
    public void Unknown_hosts_are_refused_in_a_closed_mesh()
    {
        var mesh = new RouteFixture(Shop, "outboundTrafficPolicy: {mode: REGISTRY_ONLY}");

        Assert.Equal("block_all: /* -> answer 502", mesh.Table("80").Describe().Last());
    }

    [Fact]
    public void Unknown_hosts_go_to_the_egress_proxy()
    {
        var mesh = new RouteFixture(Manifest.Of(Shop, """
            apiVersion: networking.istio.io/v1
            kind: Sidecar
            metadata: {name: default, namespace: shop}
            spec: {outboundTrafficPolicy: {mode: ALLOW_ANY, egressProxy: {host: egress.shop.svc.cluster.local, port: {number: 9443}}}}
            """));

        Assert.Equal("allow_any: /* -> outbound|9443||egress.shop.svc.cluster.local", mesh.Table("80").Describe().Last());
    }

    [Fact]
    public void Sidecar_port_routes_only_what_it_imports()
    {
        var mesh = new RouteFixture(Manifest.Of(Shop, """
            apiVersion: networking.istio.io/v1
            kind: Sidecar
            metadata: {name: default, namespace: shop}
            spec: {egress: [{port: {number: 80, protocol: HTTP, name: http}, hosts: ["./cart.shop.svc.cluster.local"]}, {hosts: ["./*"]}]}
            """));

        Assert.Equal(["cart.shop.svc.cluster.local:80", "allow_any"], mesh.Table("80").VirtualHosts.Select(host => host.Name));
    }

    [Fact]
    public void Name_that_another_host_owns_is_not_taken_by_a_short_name()
    {
        var mesh = new RouteFixture(Manifest.Of(Shop, """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: real, namespace: shop}
            spec: {hosts: [cart.shop], ports: [{number: 80, name: http, protocol: HTTP}], resolution: DNS}
            """));

        var table = mesh.Table("80");

        Assert.DoesNotContain("cart.shop", table.Host("cart.shop.svc.cluster.local:80").Domains);
        Assert.Contains("cart.shop", table.Host("cart.shop:80").Domains);
    }

    [Fact]
    public void Hashing_follows_the_destination_rule()
    {
        var mesh = new RouteFixture(Manifest.Of(
            Shop,
            DestinationRule("cart", "host: cart, trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: x-user}}, portLevelSettings: [{port: {number: 80}, loadBalancer: {consistentHash: {useSourceIp: true}}}]}"),
            DestinationRule("orders", "host: orders, trafficPolicy: {loadBalancer: {consistentHash: {httpCookie: {name: s, ttl: 0s}}}}, subsets: [{name: v1, trafficPolicy: {loadBalancer: {simple: RANDOM}}}]"),
            Rule("orders", "hosts: [orders], http: [{route: [{destination: {host: orders, subset: v1}}]}]")));

        var table = mesh.Table("80");

        Assert.True(table.Host("cart.shop.svc.cluster.local:80").Routes[0].Route_.HashPolicy.Single().ConnectionProperties.SourceIp);
        var sticky = table.Host("orders.shop.svc.cluster.local:80").Routes[0].Route_;
        Assert.Equal("s", sticky.HashPolicy.Single().Cookie.Name);
        Assert.Empty(sticky.RetryPolicy.RetryHostPredicate);
    }

    [Fact]
    public void Attempt_counts_and_retries_follow_the_mesh()
    {
        var mesh = new RouteFixture(
            Shop, "{defaultConfig: {proxyHeaders: {attemptCount: {disabled: true}}}, defaultHttpRetryPolicy: {attempts: 5, retryOn: \"503,reset\"}}");

        var host = mesh.Table("80").Host("cart.shop.svc.cluster.local:80");

        Assert.False(host.IncludeRequestAttemptCount);
        Assert.Equal(5u, host.Routes[0].Route_.RetryPolicy.NumRetries);
        Assert.Equal("reset,retriable-status-codes", host.Routes[0].Route_.RetryPolicy.RetryOn);
        Assert.Equal([503u], host.Routes[0].Route_.RetryPolicy.RetriableStatusCodes);
    }
}
