using Envoy.Extensions.Filters.Http.JwtAuthn.V3;
using MeshControl.Generation.Tests.Clusters;
using MeshControl.Generation.Rendering;
using MeshControl.Generation.Tests.Listeners;
using MeshControl.Generation.Tests.Routes;
using MeshControl.Model.Security;
using static MeshControl.Generation.Tests.Filters.Security.PolicyFixture;

namespace MeshControl.Generation.Tests.Filters.Security;

/// <summary>Which tokens a workload takes.</summary>
public sealed class RequestAuthenticationTests
{
    private const string Keys = "{\"keys\":[]}";

    [Fact]
    public void One_issuer_is_optional_but_a_token_of_it_must_be_good() => JsonAssert.Is(
        """
        {"providers": {"origins-0": {"issuer": "i", "local_jwks": {"inline_string": "{\"keys\":[]}"}, "payload_in_metadata": "payload",
            "normalize_payload_in_metadata": {"space_delimited_claims": ["groups", "permission", "scope"]}}},
         "rules": [{"match": {"prefix": "/"}, "requires": {"requires_any": {"requirements": [{"provider_name": "origins-0"}, {"allow_missing": {}}]}}}],
         "bypass_cors_preflight": true}
        """,
        ResourceJson.Of(Filter(Tokens("t", $"{{issuer: i, jwks: '{Keys}', spaceDelimitedClaims: [groups, scope]}}"))));

    [Fact]
    public void Issuers_of_all_policies_add_up_sorted_and_a_token_of_one_is_enough()
    {
        var filter = Filter(Manifest.Of(
            Tokens("mesh", $"{{issuer: b, jwks: '{Keys}', audiences: [mesh]}}", ns: "istio-system"),
            Tokens("own", $"{{issuer: b, jwks: '{Keys}'}}, {{issuer: a, jwks: '{Keys}'}}")));

        Assert.Equal(["a", "b", "b mesh"], filter.Providers.Select(entry => string.Join(' ', entry.Value.Audiences.Prepend(entry.Value.Issuer))));
        var any = Assert.Single(filter.Rules).Requires.RequiresAny.Requirements;
        Assert.Equal(["origins-0", "origins-1", "origins-2"], any.SkipLast(1).Select(item => item.ProviderName));
        Assert.All(any[^1].RequiresAll.Requirements, item => Assert.Equal(JwtRequirement.RequiresTypeOneofCase.AllowMissing, item.RequiresAny.Requirements[1].RequiresTypeCase));
    }

    [Fact]
    public void Issuer_whose_keys_are_not_known_lets_no_token_in()
    {
        var provider = Filter(Tokens("t", "{issuer: i, jwksUri: https://i.example.com/keys}")).Providers["origins-0"];

        var key = System.Text.Json.Nodes.JsonNode.Parse(provider.LocalJwks.InlineString).At("keys", 0)!;
        Assert.Equal(("RSA", "AQAB"), (key.Text("kty"), key.Text("e")));
        Assert.Null(provider.RemoteJwks);
        Assert.Null(key.At("d"));
    }

    [Theory]
    // The host is a service of the mesh.
    [InlineData(KeySetFetching.Hybrid, "http://authz.shop.svc.cluster.local:9000/keys", "outbound|9000||authz.shop.svc.cluster.local")]
    [InlineData(KeySetFetching.Hybrid, "https://i.example.com/keys", null)]
    [InlineData(KeySetFetching.Proxy, "https://i.example.com/keys", "outbound|443||i.example.com")]
    [InlineData(KeySetFetching.ControlPlane, "http://authz.shop.svc.cluster.local:9000/keys", null)]
    public void Proxies_fetch_keys_themselves_where_that_is_wanted(KeySetFetching fetching, string uri, string? cluster)
    {
        var filters = new PolicyFixture(Tokens("t", $"{{issuer: i, jwksUri: '{uri}', timeout: 3s}}"), fetching: fetching).Http;
        var provider = Assert.Single(filters).TypedConfig.Unpack<JwtAuthentication>().Providers["origins-0"];

        Assert.Equal(cluster, provider.RemoteJwks?.HttpUri.Cluster);
        Assert.Equal(cluster is null, provider.LocalJwks is not null);
        if (cluster is not null)
        {
            Assert.Equal((uri, 3, 300), (provider.RemoteJwks!.HttpUri.Uri, provider.RemoteJwks.HttpUri.Timeout.Seconds, provider.RemoteJwks.CacheDuration.Seconds));
        }
    }

    [Fact]
    public void Gateway_chooses_its_route_again_when_claims_are_known()
    {
        var mesh = new RouteFixture(Manifest.Of(
            RouteManifest.GatewayPod,
            RouteManifest.Gateway("edge", "{port: {number: 80, name: http, protocol: HTTP}, hosts: [\"*\"]}, {port: {number: 443, name: tls, protocol: TLS}, hosts: [p.example.com], tls: {mode: PASSTHROUGH}}"),
            RouteManifest.Rule("p", "hosts: [p.example.com], gateways: [edge], tls: [{match: [{sniHosts: [p.example.com]}], route: [{destination: {host: gateway}}]}]"),
            Tokens("t", $"{{issuer: i, jwks: '{Keys}'}}"),
            Authorization("a", "selector: {matchLabels: {app: gateway}}, action: DENY, rules: [{}]")));

        var filters = Assert.Single(mesh.Listener("0.0.0.0_8080").FilterChains).Http().HttpFilters;
        Assert.Equal(["envoy.filters.http.jwt_authn", "envoy.filters.http.rbac"], filters.Take(2).Select(filter => filter.Name));
        Assert.True(filters[0].TypedConfig.Unpack<JwtAuthentication>().Providers["origins-0"].ClearRouteCache);
        Assert.Equal("envoy.filters.network.rbac", Assert.Single(mesh.Listener("0.0.0.0_8443").FilterChains).Filters[0].Name);
    }

    private static JwtAuthentication Filter(string policies) => Assert.Single(new PolicyFixture(policies).Http).TypedConfig.Unpack<JwtAuthentication>();
}
