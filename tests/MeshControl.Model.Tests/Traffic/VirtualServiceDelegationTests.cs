using System.Text;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Traffic;

namespace MeshControl.Model.Tests.Traffic;

public sealed class VirtualServiceDelegationTests
{
    [Fact]
    public void Routes_of_the_delegate_stand_in_the_place_of_the_entry()
    {
        var routes = Routes(
            "{name: a, match: [{uri: {prefix: /a}}], route: [{destination: {host: first}}]}, {name: sub, match: [{uri: {prefix: /sub}}], delegate: {name: sub}}, {route: [{destination: {host: last}}]}",
            "{name: x, match: [{uri: {prefix: /sub/x}}], route: [{destination: {host: x}}]}, {route: [{destination: {host: rest}}], timeout: 2s}");

        Assert.Equal(["first", "x", "rest", "last"], routes.Select(route => route.Route[0].Destination!.Host.Split('.')[0]));
        Assert.Equal(["a", "sub-x", "sub", ""], routes.Select(route => route.Name));
        Assert.Equal("/sub/x", routes[1].Match.Single().Uri!.Prefix);
        Assert.Equal("/sub", routes[2].Match.Single().Uri!.Prefix);
    }

    [Fact]
    public void Settings_of_the_delegate_win_and_matches_are_joined()
    {
        var route = Routes(
            "{match: [{headers: {x-a: {exact: \"1\"}}}, {method: {exact: GET}, port: 80}], timeout: 1s, retries: {attempts: 4}, delegate: {name: sub}}",
            "{match: [{name: m, uri: {exact: /x}, headers: {x-b: {exact: \"2\"}}}], timeout: 9s, route: [{destination: {host: x}}]}").Single();

        Assert.Equal((9.0, 4), (route.Timeout!.Value.TotalSeconds, route.Retries!.Attempts));
        Assert.Equal(2, route.Match.Count);
        Assert.Equal(["x-a", "x-b"], route.Match[0].Headers.Keys.Order());
        Assert.Equal((80, "GET", "/x"), (route.Match[1].Port, route.Match[1].Method!.Exact, route.Match[1].Uri!.Exact));
    }

    [Theory]
    [InlineData("uri: {prefix: /a}", "uri: {prefix: /b}")]
    [InlineData("uri: {exact: /a}", "uri: {prefix: /a}")]
    [InlineData("uri: {regex: .*}", "uri: {exact: /a}")]
    [InlineData("port: 80", "port: 81")]
    [InlineData("ignoreUriCase: true", "uri: {prefix: /}")]
    [InlineData("sourceNamespace: a", "uri: {prefix: /}")]
    [InlineData("sourceLabels: {app: a}", "sourceLabels: {app: b}")]
    [InlineData("gateways: [a]", "gateways: [b]")]
    [InlineData("headers: {x: {exact: a}}", "headers: {x: {exact: b}}")]
    public void Route_that_can_never_match_is_left_out(string root, string own) =>
        Assert.Empty(Routes($"{{match: [{{{root}}}], delegate: {{name: sub}}}}", $"{{match: [{{{own}}}], route: [{{destination: {{host: x}}}}]}}"));

    [Fact]
    public void Delegate_that_is_missing_or_hidden_loses_only_its_entry()
    {
        var routes = Routes("{delegate: {name: gone}}, {delegate: {name: sub, namespace: far}}, {route: [{destination: {host: last}}]}", "{route: [{destination: {host: x}}]}");

        Assert.Equal("last.shop.svc.cluster.local", routes.Single().Route[0].Destination!.Host);
    }

    [Fact]
    public void Delegate_that_delegates_again_is_not_followed() =>
        Assert.Empty(Routes("{delegate: {name: sub}}", "{delegate: {name: root}}"));

    [Fact]
    public void Change_of_the_delegate_changes_the_root()
    {
        var before = Merge("{delegate: {name: sub}}", "{route: [{destination: {host: x}}]}");
        var after = Merge("{delegate: {name: sub}}", "{route: [{destination: {host: z}}]}");

        Assert.NotEqual(before, after);
        Assert.Equal([new ResourceKey("VirtualService", "shop", "sub")], after.Delegates);
    }

    private static IReadOnlyList<HttpRoute> Routes(string root, string own) => Merge(root, own).Spec.Http;

    // The delegate stands in two namespaces; that of the far one is not exported.
    private static MeshVirtualService Merge(string root, string own)
    {
        var graph = new Graph();
        var facts = new MeshFacts(graph);
        var read = ManifestReader.Read("rules.yaml", Encoding.UTF8.GetBytes($$$"""
            {apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: root, namespace: shop}, spec: {hosts: [web], http: [{{{root}}}]}}
            ---
            {apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: sub, namespace: shop}, spec: {http: [{{{own}}}]}}
            ---
            {apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: sub, namespace: far}, spec: {exportTo: ["."], http: [{{{own}}}]}}
            """));
        graph.Commit(writer =>
        {
            foreach (var resource in read.Resources)
            {
                new ModelProjector(facts).Apply(writer, resource.Key, resource);
            }
        });
        return facts.Traffic.Expanded.Get(new ResourceKey("VirtualService", "shop", "root"))!;
    }
}
