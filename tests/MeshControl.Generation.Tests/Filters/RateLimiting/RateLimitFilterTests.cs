using System.Text;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf;
using MeshControl.Generation.Filters;
using MeshControl.Generation.Filters.Authorization;
using MeshControl.Generation.Filters.RateLimiting;
using MeshControl.Model.Proxies;
using MeshControl.Model.RateLimits;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Resources.Policy;
using Xds.Type.V3;
using GlobalFilter = Envoy.Extensions.Filters.Http.Ratelimit.V3.RateLimit;
using LocalFilter = Envoy.Extensions.Filters.Http.LocalRatelimit.V3.LocalRateLimit;

namespace MeshControl.Generation.Tests.Filters.RateLimiting;

/// <summary>From policies to filters.</summary>
public sealed class RateLimitFilterTests
{
    private static readonly ProxyMetadata Plain = new();

    [Fact]
    public void A_local_policy_is_one_filter_for_what_it_enforces_and_one_for_what_it_measures()
    {
        var filters = Build("rules: [{limit: {requests: 5, unit: minute, burst: 9}}, {name: try, limit: {requests: 1}, shadow: true}]").Select(Local).ToList();
        Assert.Equal(["shop.limits 100", "shop.limits.shadow 0"], filters.Select(filter => $"{filter.StatPrefix} {filter.FilterEnforced.DefaultValue.Numerator}"));
        var bucket = Assert.Single(filters[0].Descriptors).TokenBucket;
        Assert.Equal((9u, 5u, 60L), (bucket.MaxTokens, bucket.TokensPerFill, bucket.FillInterval.Seconds));
        Assert.Equal(["policy=shop/limits", "rule=try"], Assert.Single(filters[1].Descriptors).Entries.Select(entry => $"{entry.Key}={entry.Value}"));
    }

    [Fact]
    public void Keys_are_entries_of_any_value_in_a_bounded_number_of_buckets()
    {
        var filter = Local(Assert.Single(Build("rules: [{limit: {requests: 1}, keys: [{header: X-User}, {attribute: path}]}]")));
        Assert.Equal(["policy=shop/limits", "rule=0", "header:x-user=", "path="], filter.Descriptors[0].Entries.Select(entry => $"{entry.Key}={entry.Value}"));
        Assert.Equal(10_000u, filter.MaxDynamicDescriptors);
        Assert.Equal(4, filter.RateLimits[0].Actions.Count);
    }

    [Fact]
    public void Global_policies_that_treat_refusals_alike_share_a_filter_and_so_a_question()
    {
        var filters = Build(
            "scope: global\n  rules: [{limit: {requests: 1}}]", "scope: global\n  rules: [{limit: {requests: 2}}]",
            "scope: global\n  failureMode: closed\n  timeout: 1s\n  rules: [{limit: {requests: 3}}]").Select(Global).ToList();
        Assert.Equal([(2, false, 100), (1, true, 1000)], filters.Select(filter => (filter.RateLimits.Count, filter.FailureModeDeny, (int)filter.Timeout.ToTimeSpan().TotalMilliseconds)));
        Assert.Equal(("meshcontrol", "xds-grpc"), (filters[0].Domain, filters[0].RateLimitService.GrpcService.EnvoyGrpc.ClusterName));
    }

    [Fact]
    public void Cookies_are_taken_out_of_their_header_before_anybody_counts() =>
        Assert.Equal(
            ["envoy.filters.http.header_to_metadata", "envoy.filters.http.local_ratelimit"],
            Build("rules: [{limit: {requests: 1}, keys: [{cookie: session}]}]").Select(filter => filter.Name));

    [Fact]
    public void Connections_are_limited_where_bytes_are_passed_on()
    {
        var slots = Slots(Plain, new(), "connections: {connections: 7, unit: hour}");
        Assert.Empty(slots.Http.RateLimits);
        var filter = Assert.Single(slots.Network.InOrder).TypedConfig.Unpack<Envoy.Extensions.Filters.Network.LocalRatelimit.V3.LocalRateLimit>();
        Assert.Equal((7u, 3600L), (filter.TokenBucket.MaxTokens, filter.TokenBucket.FillInterval.Seconds));
    }

    [Fact]
    public void A_proxy_with_a_token_asks_with_it()
    {
        var proxy = new ProxyMetadata { DiscoveryAddress = "meshd:15012", DiscoveryRootCertificates = "/roots", DiscoveryToken = "/token" };
        var service = Global(Slots(proxy, new(), "scope: global\n  rules: [{limit: {requests: 1}}]").Http.RateLimits[0]).RateLimitService.GrpcService;
        Assert.Equal("meshd:15012", service.GoogleGrpc.TargetUri);
        Assert.Equal("/roots", service.GoogleGrpc.ChannelCredentials.SslCredentials.RootCerts.Filename);
    }

    [Fact]
    public void Another_service_is_asked_where_the_mesh_names_one()
    {
        var mesh = new MeshConfig { RateLimitService = new() { Service = "limits.infra.svc.cluster.local", Port = 8081, Domain = "shop" } };
        var filter = Global(Slots(Plain, mesh, "scope: global\n  rules: [{limit: {requests: 1}}]").Http.RateLimits[0]);
        Assert.Equal(("shop", "outbound|8081||limits.infra.svc.cluster.local"), (filter.Domain, filter.RateLimitService.GrpcService.EnvoyGrpc.ClusterName));
    }

    [Theory]
    [InlineData("routes: [pay]", "((xds.route_name == 'pay' || xds.route_name.startsWith('pay.')))")]
    [InlineData("ports: [80, 443]", "((destination.port == 80) || (destination.port == 443))")]
    [InlineData("methods: [GET], paths: [{prefix: /a/}]", "(request.method == 'GET') && (request.url_path.startsWith('/a/'))")]
    [InlineData("paths: [{regex: '/it''s/[0-9]+\\.'}]", @"(request.url_path.matches('^(?:/it\'s/[0-9]+\\.)$'))")]
    [InlineData("headers: [{name: X-A, exact: b}]", "('x-a' in request.headers && request.headers['x-a'] == 'b')")]
    [InlineData("headers: [{name: x, absent: true}]", "!('x' in request.headers)")]
    [InlineData("cookies: [{name: a.b, exact: 'c+'}]", @"request.headers['cookie'].matches('(?:^|;)\\s*a\\.b=c\\+\\s*(?:;|$)')")]
    [InlineData("source: {principals: [td/ns/a/sa/*]}", ".startsWith('spiffe://td/ns/a/sa/')")]
    [InlineData("source: {principals: [cluster.local/ns/a/sa/b]}", "== 'spiffe://mesh.example/ns/a/sa/b'")]
    [InlineData("source: {notNamespaces: [shop]}", "!((has(connection.uri_san_peer_certificate) ? connection.uri_san_peer_certificate : '').matches('^spiffe://[^/]+/ns/shop/'))")]
    [InlineData("source: {remoteIpBlocks: [10.0.0.7]}", "source.address.startsWith('10.0.0.7:')")]
    [InlineData("source: {remoteIpBlocks: [10.1.0.0/16]}", "source.address.startsWith('10.1.')")]
    [InlineData("source: {remoteIpBlocks: [10.1.6.0/23]}", @"source.address.matches('^10\\.1\\.(?:6|7)\\.')")]
    [InlineData("source: {remoteIpBlocks: [10.1.6.12/31]}", @"source.address.matches('^10\\.1\\.6\\.(?:12|13):')")]
    [InlineData("source: {remoteIpBlocks: ['2001:db8::1']}", "source.address.startsWith('[2001:db8::1]:')")]
    public void A_condition_is_an_expression(string match, string expression)
    {
        var filter = Global(Slots(Plain, new() { TrustDomain = "mesh.example" }, $"scope: global\n  rules: [{{match: {{{match}}}, limit: {{requests: 1}}}}]").Http.RateLimits[0]);
        var text = filter.RateLimits[0].Actions[2].Extension.TypedConfig.Unpack<TypedStruct>().Value.Fields["text"].StringValue;
        Assert.StartsWith("{true: 'yes'}[", text, StringComparison.Ordinal);
        Assert.Contains(expression.TrimStart('(').TrimEnd(')'), text, StringComparison.Ordinal);
    }

    private static IReadOnlyList<HttpFilter> Build(params IReadOnlyList<string> specs) => [.. Slots(Plain, new(), specs).Http.RateLimits];

    private static FilterSlots Slots(ProxyMetadata proxy, MeshConfig mesh, params IReadOnlyList<string> specs)
    {
        var read = ManifestReader.Read("limits.yaml", Encoding.UTF8.GetBytes(string.Join("\n---\n", specs.Select((spec, index) =>
            $"apiVersion: policy.meshcontrol.io/v1alpha1\nkind: RateLimitPolicy\nmetadata: {{name: limits{(index == 0 ? "" : index)}, namespace: shop}}\nspec:\n  {spec}"))));
        Assert.Empty(read.Findings);
        var view = new RateLimitView([.. read.Resources.OfType<Resource<RateLimitPolicy>>()]);
        return RateLimitFilters.Build(view, TrustDomains.Of(mesh), RateLimitServiceTarget.Of(mesh, proxy));
    }

    private static LocalFilter Local(HttpFilter filter) => filter.TypedConfig.Unpack<LocalFilter>();

    private static GlobalFilter Global(HttpFilter filter) => filter.TypedConfig.Unpack<GlobalFilter>();
}
