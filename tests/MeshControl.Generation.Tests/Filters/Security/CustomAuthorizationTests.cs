using Envoy.Config.Rbac.V3;
using Envoy.Type.V3;
using MeshControl.Generation.Tests.Listeners;
using static MeshControl.Generation.Tests.Filters.Security.PolicyFixture;
using HttpExtAuthz = Envoy.Extensions.Filters.Http.ExtAuthz.V3.ExtAuthz;
using NetworkExtAuthz = Envoy.Extensions.Filters.Network.ExtAuthz.V3.ExtAuthz;

namespace MeshControl.Generation.Tests.Filters.Security;

/// <summary>Action CUSTOM: when which external authorizer is asked.</summary>
public sealed class CustomAuthorizationTests
{
    private const string Rule = "rules: [{to: [{operation: {paths: [/admin]}}]}]";

    private const string Providers = """
        extensionProviders:
        - name: grpc
          envoyExtAuthzGrpc: {service: shop/authz.shop.svc.cluster.local, port: 9000, failOpen: true, statusOnError: "503"}
        - name: http
          envoyExtAuthzHttp:
            service: authz.shop.svc.cluster.local
            port: 8000
            timeout: 2s
            pathPrefix: /check
            includeRequestHeadersInCheck: [x-a, "x-b*"]
            includeAdditionalHeadersInCheck: {z: "1", a: "2"}
            headersToUpstreamOnAllow: ["*-c"]
            includeRequestBodyInCheck: {maxRequestBytes: 10, packAsBytes: true}
        - {name: unknown-service, envoyExtAuthzGrpc: {service: nowhere.example.com, port: 9000}}
        - {name: every-header, envoyExtAuthzHttp: {service: authz.shop.svc.cluster.local, port: 8000, includeRequestHeadersInCheck: ["*"]}}
        - {name: odd-status, envoyExtAuthzGrpc: {service: authz.shop.svc.cluster.local, port: 9000, statusOnError: "999"}}
        - {name: twice, envoyExtAuthzGrpc: {service: authz.shop.svc.cluster.local, port: 9000}}
        - {name: twice, envoyExtAuthzGrpc: {service: authz.shop.svc.cluster.local, port: 9000}}
        - {name: tracer, zipkin: {service: authz.shop.svc.cluster.local, port: 9411}}
        """;

    [Fact]
    public void Grpc_authorizer_is_asked_where_a_rule_matched()
    {
        var mesh = Mesh("grpc");

        Assert.Equal(["envoy.filters.http.rbac", "envoy.filters.http.ext_authz"], mesh.Http.Select(filter => filter.Name));
        var matches = Read(mesh.Http[0]);
        Assert.Null(matches.Rules);
        Assert.Equal("istio_ext_authz_", matches.ShadowRulesStatPrefix);
        Assert.Equal(["istio-ext-authz-grpc-ns[shop]-policy[ext]-rule[0]: [(path=/admin)] by [any]"], Lines(matches.ShadowRules));
        var asked = mesh.Http[1].TypedConfig.Unpack<HttpExtAuthz>();
        Assert.Equal("outbound|9000||authz.shop.svc.cluster.local", asked.GrpcService.EnvoyGrpc.ClusterName);
        Assert.Equal((600, StatusCode.ServiceUnavailable, true), (asked.GrpcService.Timeout.Seconds, asked.StatusOnError.Code, asked.FailureModeAllow));
        Assert.Equal("istio-ext-authz-grpc", asked.FilterEnabledMetadata.Value.StringMatch.Prefix);

        // Of bytes nothing can be said but that they come.
        Assert.Equal(["istio-ext-authz-grpc-ns[shop]-policy[ext]-rule[0]: [any] by [any]"], Lines(Read(mesh.Network[0]).ShadowRules));
        Assert.Equal("envoy.filters.network.rbac", mesh.Network[1].TypedConfig.Unpack<NetworkExtAuthz>().FilterEnabledMetadata.Filter);
    }

    [Fact]
    public void Http_authorizer_gets_the_headers_it_is_promised_and_no_bytes()
    {
        var mesh = Mesh("http");
        var asked = mesh.Http[1].TypedConfig.Unpack<HttpExtAuthz>();

        Assert.Equal(("http://authz.shop.svc.cluster.local", "/check", 2), (asked.HttpService.ServerUri.Uri, asked.HttpService.PathPrefix, asked.HttpService.ServerUri.Timeout.Seconds));
        Assert.Equal(["x-a", "x-b"], asked.AllowedHeaders.Patterns.Select(pattern => pattern.Exact + pattern.Prefix));
        Assert.All(asked.AllowedHeaders.Patterns, pattern => Assert.True(pattern.IgnoreCase));
        Assert.Equal(["a=2", "z=1"], asked.HttpService.AuthorizationRequest.HeadersToAdd.Select(header => $"{header.Key}={header.Value}"));
        Assert.Equal("-c", Assert.Single(asked.HttpService.AuthorizationResponse.AllowedUpstreamHeaders.Patterns).Suffix);
        Assert.Null(asked.HttpService.AuthorizationResponse.AllowedClientHeaders);
        Assert.Equal((10u, true), (asked.WithRequestBody.MaxRequestBytes, asked.WithRequestBody.PackAsBytes));
        Assert.Empty(mesh.Network);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("unknown-service")]
    [InlineData("every-header")]
    [InlineData("odd-status")]
    [InlineData("twice")]
    [InlineData("tracer")]
    public void Without_a_usable_provider_what_would_be_asked_for_is_refused(string provider)
    {
        var mesh = Mesh(provider);

        var http = Read(Assert.Single(mesh.Http));
        Assert.Equal(RBAC.Types.Action.Deny, http.Rules.Action);
        Assert.Equal([$"istio-ext-authz-{provider}-ns[shop]-policy[ext]-rule[0]-deny-due-to-bad-CUSTOM-action: [(path=/admin)] by [any]"], Lines(http.Rules));
        Assert.Equal("", http.ShadowRulesStatPrefix);
        Assert.Equal(RBAC.Types.Action.Deny, Read(Assert.Single(mesh.Network)).Rules.Action);
    }

    [Fact]
    public void Two_providers_of_one_workload_refuse()
    {
        var mesh = new PolicyFixture(Manifest.Of(Custom("a", "http"), Custom("b", "grpc")), Providers);

        Assert.Equal(
            ["istio-ext-authz-grpc-ns[shop]-policy[b]-rule[0]-deny-due-to-bad-CUSTOM-action", "istio-ext-authz-http-ns[shop]-policy[a]-rule[0]-deny-due-to-bad-CUSTOM-action"],
            mesh.Http.SelectMany(filter => Read(filter).Rules.Policies.Keys));
    }

    [Fact]
    public void Dry_run_asks_nobody() =>
        Assert.Empty(new PolicyFixture(Authorization("ext", $"action: CUSTOM, provider: {{name: grpc}}, {Rule}", annotations: "istio.io/dry-run: \"true\""), Providers).Http);

    [Fact]
    public void External_authorization_comes_before_tokens_and_rules() => Assert.Equal(
        ["envoy.filters.http.rbac", "envoy.filters.http.ext_authz", "envoy.filters.http.jwt_authn", "envoy.filters.http.rbac"],
        new PolicyFixture(Manifest.Of(Custom("ext", "grpc"), Tokens("t", "{issuer: i, jwks: '{\"keys\":[]}'}"), Authorization("a", "rules: [{}]")), Providers)
            .Http.Select(filter => filter.Name));

    private static PolicyFixture Mesh(string provider) => new(Custom("ext", provider), Providers);

    private static string Custom(string name, string provider) => Authorization(name, $"action: CUSTOM, provider: {{name: {provider}}}, {Rule}");
}
