using Envoy.Config.Route.V3;
using MeshControl.Generation.Output;
using MeshControl.Generation.Tests.Listeners;
using MeshControl.Generation.Tests.Routes;
using MeshControl.Model.Proxies;
using static MeshControl.Generation.Tests.Routes.RouteManifest;

namespace MeshControl.Generation.Tests.Gateways;

/// <summary>The route tables of gateways.</summary>
public sealed class GatewayTableTests
{
    private const string Http = "{port: {number: 80, name: http, protocol: HTTP}, hosts: [\"*\"]}";
    private const string ToCart = "/* -> outbound|80||cart.shop.svc.cluster.local";

    [Fact]
    public void Rule_is_served_on_the_hosts_it_shares_with_the_server()
    {
        var table = Mesh(
            Gateway("edge", "{port: {number: 80, name: http, protocol: HTTP}, hosts: [\"*.example.com\", exact.example.org]}"),
            Rule("cart", "hosts: [a.example.com, \"*.example.org\", b.example.net], gateways: [edge], http: [{route: [{destination: {host: cart}}]}]")).Table();

        var host = Assert.Single(table.VirtualHosts);
        Assert.Equal("exact.example.org:80", host.Name);
        Assert.Equal(["exact.example.org", "a.example.com"], host.Domains);
        Assert.Equal(ToCart, host.Describe());
    }

    [Fact]
    public void Rules_of_one_host_are_joined_and_routes_for_everything_come_last()
    {
        var table = Mesh(
            Gateway("edge", Http),
            Rule("cart", "hosts: [a.example.com], gateways: [edge], http: [{route: [{destination: {host: cart}}]}]"),
            Rule("orders", "hosts: [a.example.com], gateways: [edge], http: [{match: [{uri: {prefix: /orders}}], route: [{destination: {host: orders}}]}]", created: "2026-02-01T00:00:00Z")).Table();

        Assert.Equal($"a.example.com:80: /orders* -> outbound|80||orders.shop.svc.cluster.local | {ToCart}", Assert.Single(table.Describe()));
    }

    [Fact]
    public void Host_of_a_namespace_is_for_its_rules_only()
    {
        var table = Mesh(
            Gateway("edge", "{port: {number: 80, name: http, protocol: HTTP}, hosts: [\"other/*\"]}"),
            Rule("cart", "hosts: [a.example.com], gateways: [edge], http: [{route: [{destination: {host: cart}}]}]"),
            Rule("far", "hosts: [far.example.com], gateways: [shop/edge], http: [{route: [{destination: {host: cart.shop.svc.cluster.local}}]}]", ns: "other")).Table();

        Assert.Equal(["far.example.com:80"], table.VirtualHosts.Select(host => host.Name));
    }

    [Fact]
    public void Redirecting_server_answers_every_host_it_names()
    {
        var table = Mesh(
            Gateway("edge", "{port: {number: 80, name: http, protocol: HTTP}, hosts: [a.example.com, b.example.com, c.example.com], tls: {httpsRedirect: true}}"),
            Rule("cart", "hosts: [a.example.com], gateways: [edge], http: [{route: [{destination: {host: cart}}]}]")).Table();

        Assert.All(table.VirtualHosts, host => Assert.Equal(VirtualHost.Types.TlsRequirementType.All, host.RequireTls));
        Assert.Equal(["a.example.com:80", "b.example.com:80"], table.VirtualHosts.Select(host => host.Name));
        Assert.Equal(["b.example.com", "c.example.com"], table.VirtualHosts[1].Domains);
        Assert.Empty(table.VirtualHosts[1].Routes);
    }

    [Fact]
    public void Table_without_rules_answers_404()
    {
        var host = Assert.Single(Mesh(Gateway("edge", Http)).Table().VirtualHosts);

        Assert.Equal(("blackhole:80", "*"), (host.Name, host.Domains.Single()));
        Assert.Empty(host.Routes);
        Assert.False(host.IncludeRequestAttemptCount);
    }

    [Fact]
    public void Match_on_the_port_means_the_number_in_the_gateway()
    {
        var table = Mesh(
            Gateway("edge", Http),
            Rule("cart", "hosts: [a.example.com], gateways: [edge], http: [{match: [{port: 8080}], route: [{destination: {host: orders}}]}, {match: [{port: 80}], route: [{destination: {host: cart}}]}]")).Table();

        Assert.Equal(ToCart, table.VirtualHosts.Single().Describe());
    }

    [Fact]
    public void Match_on_a_gateway_is_for_that_gateway()
    {
        var table = Mesh(
            Gateway("edge", Http),
            Rule("cart", "hosts: [a.example.com], gateways: [edge, mesh], http: [{match: [{gateways: [mesh]}], route: [{destination: {host: orders}}]}, {match: [{gateways: [edge], sourceLabels: {app: nobody}}], route: [{destination: {host: cart}}]}]")).Table();

        Assert.Equal(ToCart, table.VirtualHosts.Single().Describe());
    }

    [Fact]
    public void Https_servers_have_a_table_each()
    {
        var mesh = Mesh(
            Gateway("edge", "{port: {number: 443, name: one, protocol: HTTPS}, hosts: [one.example.com], tls: {mode: SIMPLE, credentialName: one}}, {port: {number: 443, name: two, protocol: HTTPS}, hosts: [two.example.com], tls: {mode: SIMPLE, credentialName: two}}"),
            Rule("all", "hosts: [\"*\"], gateways: [edge], http: [{match: [{uri: {prefix: /go}}], redirect: {port: 443}}, {route: [{destination: {host: cart}}]}]"));

        Assert.Equal(["https.443.one.edge.shop", "https.443.two.edge.shop"], mesh.Names(ResourceType.Route));
        var host = mesh.Table("https.443.one.edge.shop", "gateway", ProxyType.Router).VirtualHosts.Single();
        Assert.Equal("one.example.com:443", host.Name);
        Assert.Equal(0u, host.Routes[0].Redirect.PortRedirect);
    }

    [Fact]
    public void Destination_port_is_the_only_one_its_service_has()
    {
        var mesh = new RouteFixture(Manifest.Of(
            GatewayPod, Manifest.Service("api", "10.96.0.8", "{name: http, port: 8000}"), Gateway("edge", Http),
            Rule("api", "hosts: [a.example.com], gateways: [edge], http: [{route: [{destination: {host: api}}]}]")));

        Assert.Equal("/* -> outbound|8000||api.shop.svc.cluster.local", mesh.Table().VirtualHosts.Single().Describe());
    }

    [Fact]
    public void Claims_are_matched_where_token_validation_leaves_them()
    {
        var match = Mesh(
            Gateway("edge", Http),
            Rule("cart", "hosts: [a.example.com], gateways: [edge], http: [{match: [{headers: {\"@request.auth.claims[groups][a.b]\": {exact: dev}}}], route: [{destination: {host: cart}}]}]"))
            .Table().VirtualHosts.Single().Routes.Single().Match;

        Assert.Empty(match.Headers);
        var claim = Assert.Single(match.DynamicMetadata);
        Assert.Equal("envoy.filters.http.jwt_authn", claim.Filter);
        Assert.Equal(["payload", "groups", "a.b"], claim.Path.Select(segment => segment.Key));
        Assert.Equal("dev", claim.Value.OrMatch.ValueMatchers[0].ListMatch.OneOf.StringMatch.Exact);
        Assert.Equal("dev", claim.Value.OrMatch.ValueMatchers[1].StringMatch.Exact);
    }

    [Fact]
    public void Edited_rule_builds_only_its_host()
    {
        var mesh = Mesh(
            Gateway("edge", Http),
            Rule("a", "hosts: [a.example.com], gateways: [edge], http: [{route: [{destination: {host: cart}}]}]"),
            Rule("b", "hosts: [b.example.com], gateways: [edge], http: [{route: [{destination: {host: cart}}]}]"));
        mesh.Apply("c.yaml", Rule("c", "hosts: [c.example.com], gateways: [edge], http: [{route: [{destination: {host: cart}}]}]"));
        mesh.Table();
        var before = Builds(mesh);

        mesh.Apply("c.yaml", Rule("c", "hosts: [c.example.com], gateways: [edge], http: [{route: [{destination: {host: orders}}]}]"));
        mesh.Table();

        Assert.Equal(1, Builds(mesh) - before);
    }

    private static long Builds(RouteFixture mesh) => mesh.Statistics.Derived.Single(item => item.Name == "virtual-host").Builds;

    private static RouteFixture Mesh(params string[] documents) => new(Manifest.Of([Shop, GatewayPod, .. documents]));
}
