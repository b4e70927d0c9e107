using MeshControl.Incremental;
using MeshControl.Model.RateLimits;
using MeshControl.Model.Resources;
using MeshControl.Model.Security;

namespace MeshControl.Model.Tests.RateLimits;

/// <summary>Which RateLimitPolicies a workload has, and which rules the rate limit service counts.</summary>
public sealed class RateLimitFactsTests
{
    private static readonly string Mesh = string.Join("\n---\n",
        Policy("mesh-wide", "istio-system", "{}"),
        Policy("all-of-shop", "shop", "{}"),
        Policy("cart-only", "shop", "{selector: {matchLabels: {app: cart}}}"),
        Policy("edge", "shop", "{targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: entry}]}"),
        Policy("gateways", "shop", "{proxies: gateways}"),
        Policy("sidecars", "shop", "{proxies: sidecars}"),
        Policy("elsewhere", "bank", "{}"));

    [Fact]
    public void A_workload_has_those_of_the_mesh_of_its_namespace_and_of_its_labels() =>
        Assert.Equal("mesh-wide all-of-shop cart-only sidecars", Applied(isGateway: false, ("app", "cart")));

    [Fact]
    public void A_selector_leaves_other_workloads_out() => Assert.Equal("mesh-wide all-of-shop sidecars", Applied(isGateway: false, ("app", "web")));

    [Fact]
    public void A_gateway_has_those_that_refer_to_it() =>
        Assert.Equal("mesh-wide all-of-shop edge gateways", Applied(isGateway: true, ("gateway.networking.k8s.io/gateway-name", "entry")));

    [Fact]
    public void The_service_counts_global_rules_by_name_or_place()
    {
        var facts = ManifestFacts.Of(Mesh + """

            ---
            apiVersion: policy.meshcontrol.io/v1alpha1
            kind: RateLimitPolicy
            metadata: {name: counted, namespace: shop}
            spec:
              scope: global
              shadow: true
              rules:
              - limit: {requests: 2, unit: hour}
              - {name: daily, match: {methods: [GET]}, quotas: [{requests: 9, period: day}], keys: [{header: X-User}, {cookie: Id}, {attribute: remoteAddress}]}
            """);
        using var read = facts.Graph.OpenReader();
        var rules = read.Get(facts.RateLimits.Global, "");
        Assert.Equal(["0", "daily"], rules.Rules.Select(rule => rule.Name));
        Assert.True(rules.Find("shop/counted", "0") is { Shadow: true, HasConditions: false, Limit.Requests: 2 });
        Assert.Equal(["header:x-user", "cookie:Id", "remote_address"], rules.Find("shop/counted", "daily")!.Keys);
        Assert.Null(rules.Find("shop/all-of-shop", "0"));
    }

    private static string Applied(bool isGateway, params IEnumerable<(string Key, string Value)> labels)
    {
        var facts = ManifestFacts.Of(Mesh);
        using var read = facts.Graph.OpenReader();
        var key = new WorkloadSelectionKey("shop", EquatableMap.Create<string, string>([.. labels.Select(static label => KeyValuePair.Create(label.Key, label.Value))]));
        return string.Join(' ', read.Get(facts.RateLimits.Applied, key).ForGateway(isGateway).Applied.Select(static policy => policy.Name));
    }

    private static string Policy(string name, string ns, string fields) => $$$"""
        apiVersion: policy.meshcontrol.io/v1alpha1
        kind: RateLimitPolicy
        metadata: {name: {{{name}}}, namespace: {{{ns}}}}
        spec: {rules: [{limit: {requests: 1}}], {{{fields[1..^1]}}}}
        """;
}
