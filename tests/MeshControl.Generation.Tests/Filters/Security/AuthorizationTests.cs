using Envoy.Config.Rbac.V3;
using MeshControl.Generation.Filters.Authorization;
using MeshControl.Generation.Tests.Listeners;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Security;
using static MeshControl.Generation.Tests.Filters.Security.PolicyFixture;

namespace MeshControl.Generation.Tests.Filters.Security;

/// <summary>What the rules of AuthorizationPolicies mean to Envoy, and which filters they become.</summary>
public sealed class AuthorizationTests
{
    [Theory]
    [InlineData("{}", "[any] by [any]")]
    [InlineData("{to: [{operation: {hosts: [web, '*.example.com', 'a*', '*']}}]}", "[(:authority=web/i | :authority$.example.com/i | :authority^a/i | :authority?)] by [any]")]
    [InlineData("{to: [{operation: {methods: [GET], notMethods: [PUT, 'P*']}}]}", "[(:method=GET), !(:method=PUT | :method^P)] by [any]")]
    [InlineData("{to: [{operation: {paths: [/a, '/b*', '*/c', '*', '/api/{*}/x/{**}'], notPaths: [/d]}}]}", "[(path=/a | path^/b | path$/c | path~.+ | template=/api/*/x/**), !(path=/d)] by [any]")]
    [InlineData("{to: [{operation: {ports: ['80', '0'], notPorts: ['81']}}]}", "[(port=80 | port=0), !(port=81)] by [any]")]
    [InlineData("{to: [{operation: {methods: [GET]}}, {operation: {paths: [/x], hosts: [h], ports: ['1'], methods: [A]}}]}", "[(:method=GET)]; [(:authority=h/i), (:method=A), (path=/x), (port=1)] by [any]")]
    [InlineData("{from: [{source: {principals: [cluster.local/ns/a/sa/x, '*/sa/b.c', 'td/*', '*']}}]}", "[any] by [(peer=spiffe://cluster.local/ns/a/sa/x | peer~spiffe://.*/sa/b\\.c | peer^spiffe://td/ | peer~.+)]")]
    [InlineData("{from: [{source: {namespaces: [a, 'b*', 'c.d'], notNamespaces: [e]}}]}", "[any] by [(peer~.*/ns/a/.* | peer~.*/ns/b.*/.* | peer~.*/ns/c\\.d/.*), !(peer~.*/ns/e/.*)]")]
    [InlineData("{from: [{source: {serviceAccounts: [x, far/a.b]}}]}", "[any] by [(peer~spiffe://.+/ns/shop/(.+/|)sa/x(/.+)? | peer~spiffe://.+/ns/far/(.+/|)sa/a\\.b(/.+)?)]")]
    [InlineData("{from: [{source: {trustDomains: [other, 'a.*', '*']}}]}", "[any] by [(peer^spiffe://other/ | peer~spiffe://a\\.[^/]*/.* | peer^spiffe://)]")]
    [InlineData("{from: [{source: {ipBlocks: [10.1.2.3/8, 1.2.3.4], notRemoteIpBlocks: ['2001:DB8::/32', '::1']}}]}", "[any] by [!(client=2001:db8::/32 | client=::1/128), (from=10.1.2.3/8 | from=1.2.3.4/32)]")]
    [InlineData("{from: [{source: {requestPrincipals: [https://i/s]}}]}", "[any] by [[token.payload.iss=https://i, token.payload.sub=s]]")]
    [InlineData(
        "{from: [{source: {requestPrincipals: ['*', '*/s', '*i/s', '*t', 'i/*', 'i/s*', 'h*', i]}}]}",
        "[any] by [([token.payload.iss~.+, token.payload.sub~.+] | [token.payload.iss~.+, token.payload.sub=s] | [token.payload.iss$i, token.payload.sub=s] | [token.payload.iss~.+, token.payload.sub$t] | [token.payload.iss=i, token.payload.sub~.+] | [token.payload.iss=i, token.payload.sub^s] | [token.payload.iss^h, token.payload.sub~.+] | [token.payload.iss=i, token.payload.sub=])]")]
    [InlineData("{from: [{source: {notRequestPrincipals: ['*']}}]}", "[any] by [![token.payload.iss~.+, token.payload.sub~.+]]")]
    [InlineData("{from: [{source: {namespaces: [a]}}, {source: {ipBlocks: [1.2.3.4]}}], when: [{key: 'request.headers[X-A]', values: ['*'], notValues: [b]}]}", "[any] by [(peer~.*/ns/a/.*), (X-A?), !(X-A=b)]; [(from=1.2.3.4/32), (X-A?), !(X-A=b)]")]
    [InlineData("{when: [{key: request.auth.audiences, values: [a]}, {key: request.auth.presenter, notValues: [b]}]}", "[any] by [token.payload.aud([*]=a | =a), !token.payload.azp([*]=b | =b)]")]
    [InlineData("{when: [{key: 'request.auth.claims[a][b]', values: [x, 'y*']}]}", "[any] by [token.payload.a.b([*](=x | ^y) | (=x | ^y))]")]
    [InlineData("{when: [{key: 'request.auth.claims[a.b/c]', values: ['*']}, {key: request.auth.principal, values: [i/s]}]}", "[any] by [token.payload.a.b/c([*]~.+ | ~.+), [token.payload.iss=i, token.payload.sub=s]]")]
    [InlineData("{when: [{key: source.ip, values: [1.2.3.4]}, {key: remote.ip, values: [0.0.0.0/0]}, {key: source.namespace, values: [a]}, {key: source.principal, values: ['*']}]}", "[any] by [(from=1.2.3.4/32), (client=0.0.0.0/0), (peer~.*/ns/a/.*), (peer~.+)]")]
    [InlineData("{to: [{operation: {ports: ['1']}}], when: [{key: destination.port, values: ['2']}, {key: destination.ip, values: [10.0.0.0/8]}, {key: connection.sni, values: ['*.x']}]}", "[(port=1), (port=2), (to=10.0.0.0/8), (sni$.x)] by [any]")]
    [InlineData("{when: [{key: 'experimental.envoy.filters.a.b[k]', values: [v, '[w]']}]}", "[envoy.filters.a.b.k(=v | [*]=w)] by [any]")]
    public void Rule_becomes_permissions_and_principals(string rule, string expected)
    {
        var filter = Assert.Single(new PolicyFixture(Authorization("p", $"rules: [{rule}]")).Http);

        Assert.Equal(["ns[shop]-policy[p]-rule[0]: " + expected], Lines(Read(filter).Rules));
    }

    // What cannot be asked of bytes: who is let in shrinks, who is kept out grows.
    [Theory]
    [InlineData("ALLOW", "{to: [{operation: {methods: [GET]}}]}")]
    [InlineData("ALLOW", "{to: [{operation: {ports: ['9000']}}]}", "[(port=9000)] by [any]")]
    [InlineData("ALLOW", "{from: [{source: {namespaces: [a]}}], when: [{key: 'request.headers[x]', values: [z]}]}")]
    [InlineData("DENY", "{to: [{operation: {methods: [GET], ports: ['9000']}}]}", "[(port=9000)] by [any]")]
    [InlineData("DENY", "{to: [{operation: {notPaths: [/x]}}], from: [{source: {requestPrincipals: ['*']}}]}", "[any] by [any]")]
    [InlineData("AUDIT", "{to: [{operation: {hosts: [h]}}]}", "[any] by [any]")]
    public void Rule_about_http_on_a_tcp_port(string action, string rule, params string[] expected)
    {
        var rbac = Read(Assert.Single(new PolicyFixture(Authorization("p", $"action: {action}, rules: [{rule}]")).Network));

        Assert.Equal(expected.Select(line => "ns[shop]-policy[p]-rule[0]: " + line), Lines(rbac.Rules));
        Assert.NotNull(rbac.Rules);
        Assert.Equal("tcp.", rbac.StatPrefix);
    }

    // Validation keeps such policies out; where one came in all the same, nobody gets more than was meant.
    [Theory]
    [InlineData(AuthorizationAction.Deny, "[any] by [any]")]
    [InlineData(AuthorizationAction.Allow)]
    public void Broken_predicate_never_opens_a_workload(AuthorizationAction action, params string[] expected)
    {
        AuthorizationRule[] broken =
        [
            new() { From = [new() { Source = new() { IpBlocks = ["10.0.0.1", "10.1"] } }] },
            new() { To = [new() { Operation = new() { Ports = ["80", "70000"] } }] },
            new() { When = [new() { Key = "destination.colour", Values = ["red"] }] },
            new() { When = [new() { Key = "request.auth.claims", Values = ["x"] }] },
        ];
        foreach (var rule in broken)
        {
            var policy = new Resource<AuthorizationPolicy>(
                KindCatalog.AuthorizationPolicy, new ResourceMeta { Name = "p", Namespace = "shop" }, new AuthorizationPolicy { Action = action, Rules = [rule] }, 0);
            var slots = AuthorizationFilters.Build(
                AuthorizationView.Select([], [policy], new WorkloadSelectionKey("shop", [])), new TrustDomains(["cluster.local"]), new ExternalAuthorizers(new(), (_, _) => null));

            Assert.Equal(expected.Select(line => "ns[shop]-policy[p]-rule[0]: " + line), Lines(Read(Assert.Single(slots.Http.Authorization)).Rules));
        }
    }

    [Fact]
    public void Filters_stand_in_order_of_evaluation_and_a_policy_without_rules_refuses_everything()
    {
        var filters = new PolicyFixture(Manifest.Of(
            Authorization("nothing", ""),
            Authorization("never", "action: DENY, rules: [{}]", ns: "istio-system"),
            Authorization("note", "action: AUDIT, rules: [{}]"))).Http.Select(Read).ToList();

        Assert.Equal([RBAC.Types.Action.Log, RBAC.Types.Action.Deny, RBAC.Types.Action.Allow], filters.Select(filter => filter.Rules.Action));
        Assert.Equal(["ns[istio-system]-policy[never]-rule[0]: [any] by [any]"], Lines(filters[1].Rules));
        Assert.Equal(["ns[shop]-policy[nothing]-rule[0]: !any by !any"], Lines(filters[2].Rules));
        Assert.All(filters, filter => Assert.Equal("istio_dry_run_allow_", filter.ShadowRulesStatPrefix));
    }

    [Theory]
    [InlineData("\"true\"", false)]
    [InlineData("\"1\"", false)]
    [InlineData("\"false\"", true)]
    [InlineData("\"perhaps\"", true)]
    public void Dry_run_is_tried_but_not_enforced_and_a_doubtful_one_is_enforced(string value, bool isEnforced)
    {
        var rbac = Read(Assert.Single(new PolicyFixture(Authorization("p", "action: DENY, rules: [{}]", annotations: $"istio.io/dry-run: {value}")).Http));

        Assert.Equal(isEnforced, rbac.Rules is not null);
        Assert.Equal(isEnforced, rbac.ShadowRules is null);
        Assert.Equal(isEnforced ? "istio_dry_run_allow_" : "istio_dry_run_deny_", rbac.ShadowRulesStatPrefix);
    }

    [Theory]
    [InlineData("td2", "[td1]", "td1/ns/foo/sa/bar", "peer=spiffe://td2/ns/foo/sa/bar | peer=spiffe://td1/ns/foo/sa/bar")]
    [InlineData("td1", "[]", "cluster.local/ns/foo/sa/bar", "peer=spiffe://td1/ns/foo/sa/bar")]
    [InlineData("td2", "[foo-td1, cluster.local]", "*-td1/ns/foo/sa/bar", "peer=spiffe://td2/ns/foo/sa/bar | peer~spiffe://.*-td1/ns/foo/sa/bar | peer=spiffe://cluster.local/ns/foo/sa/bar")]
    [InlineData("new-td", "[old-td]", "*-td/ns/x/sa/y", "peer~spiffe://.*-td/ns/x/sa/y")]
    [InlineData("td1", "[td2]", "some-td/ns/foo/sa/bar", "peer=spiffe://some-td/ns/foo/sa/bar")]
    [InlineData("td1", "[td2]", "*/ns/foo/sa/bar", "peer~spiffe://.*/ns/foo/sa/bar")]
    public void Principal_of_the_mesh_holds_under_all_names_of_its_trust_domain(string domain, string aliases, string principal, string expected)
    {
        var mesh = new PolicyFixture(
            Authorization("p", $"rules: [{{from: [{{source: {{principals: ['{principal}']}}}}]}}]"), $"{{trustDomain: {domain}, trustDomainAliases: {aliases}}}");

        Assert.Equal([$"ns[shop]-policy[p]-rule[0]: [any] by [({expected})]"], Lines(Read(Assert.Single(mesh.Http)).Rules));
    }

    [Fact]
    public void Policies_of_the_root_namespace_and_of_selected_labels_apply_others_do_not()
    {
        var mesh = new PolicyFixture(Manifest.Of(
            Authorization("mesh", "selector: {matchLabels: {app: client}}, rules: [{}]", ns: "istio-system"),
            Authorization("mine", "selector: {matchLabels: {app: client}}, rules: [{}]"),
            Authorization("theirs", "selector: {matchLabels: {app: other}}, rules: [{}]"),
            Authorization("far", "rules: [{}]", ns: "far"),
            Authorization("gateway", "targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: client}], rules: [{}]")));

        Assert.Equal(
            ["ns[istio-system]-policy[mesh]-rule[0]: [any] by [any]", "ns[shop]-policy[mine]-rule[0]: [any] by [any]"],
            Lines(Read(Assert.Single(mesh.Http)).Rules));
    }

    [Fact]
    public void Order_of_files_does_not_matter_and_policies_elsewhere_rebuild_nothing()
    {
        var (a, b) = (Authorization("a", "rules: [{}]"), Authorization("b", "rules: [{to: [{operation: {methods: [GET]}}]}]"));
        var mesh = new PolicyFixture(Manifest.Of(a, b));

        Assert.Equal(new PolicyFixture(Manifest.Of(b, a)).Inbound(), mesh.Inbound());
        Assert.Equal(0, mesh.Mesh.Builds("filters/authorization", () => mesh.Mesh.Apply("far.yaml", Authorization("far", "rules: [{}]", ns: "far")), "client"));
    }
}
