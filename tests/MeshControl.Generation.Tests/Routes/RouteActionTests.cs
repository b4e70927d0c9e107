using Envoy.Config.Core.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Http.Cors.V3;
using Envoy.Extensions.Filters.Http.Fault.V3;
using MeshControl.Generation.Tests.Listeners;
using static MeshControl.Generation.Tests.Routes.RouteManifest;

namespace MeshControl.Generation.Tests.Routes;

/// <summary>What one entry of a VirtualService becomes.</summary>
public sealed class RouteActionTests
{
    [Fact]
    public void Destinations_without_weight_get_nothing()
    {
        var route = Only("route: [{destination: {host: cart}, weight: 100}, {destination: {host: orders}, weight: 0}]");

        Assert.Equal("/* -> 100 outbound|80||cart.shop.svc.cluster.local", route.Describe());
        Assert.Equal("cart:80/*", route.Decorator.Operation);
    }

    [Fact]
    public void Destination_that_no_service_has_keeps_its_name()
    {
        Assert.Equal("/* -> outbound|80||gone.shop.svc.cluster.local", Only("route: [{destination: {host: gone}}]").Describe());
        Assert.Equal("/* -> outbound|9|v1|gone.example.com", Only("route: [{destination: {host: gone.example.com, subset: v1, port: {number: 9}}}]").Describe());
    }

    [Fact]
    public void Header_matches_come_in_order_with_pseudo_headers_last()
    {
        var match = Only("match: [{headers: {x-b: {exact: b}, a: {}}, withoutHeaders: {c: {prefix: p}, d: {}}, method: {exact: GET}, scheme: {exact: https}, authority: {regex: \"a.*\"}}], route: [{destination: {host: cart}}]").Match;

        Assert.Equal(["a", "c", "d", "x-b", ":method", ":authority", ":scheme"], match.Headers.Select(header => header.Name));
        Assert.True(match.Headers[0].PresentMatch);
        Assert.True(match.Headers[1] is { InvertMatch: true, TreatMissingHeaderAsEmpty: true });
        Assert.True(match.Headers[2] is { InvertMatch: true, PresentMatch: true, TreatMissingHeaderAsEmpty: false });
        Assert.Equal("a.*", match.Headers[5].StringMatch.SafeRegex.Regex);
    }

    [Fact]
    public void Redirect_leaves_out_the_port_that_the_scheme_has_anyway()
    {
        Assert.Equal(0u, Only("redirect: {scheme: https, port: 443}").Redirect.PortRedirect);
        Assert.Equal(0u, Only("redirect: {port: 80}").Redirect.PortRedirect);
        Assert.Equal(443u, Only("redirect: {port: 443}").Redirect.PortRedirect);
        Assert.Equal(80u, Only("redirect: {scheme: https, derivePort: FROM_REQUEST_PORT}").Redirect.PortRedirect);
    }

    [Fact]
    public void Redirect_with_a_code_that_is_none_is_left_out()
    {
        var host = Host("{match: [{uri: {exact: /a}}], redirect: {uri: /x, redirectCode: 304}}, {route: [{destination: {host: cart}}]}");

        Assert.Equal("/* -> outbound|80||cart.shop.svc.cluster.local", host.Describe());
    }

    [Fact]
    public void Direct_response_carries_its_body_and_header_edits()
    {
        var route = Only("directResponse: {status: 503, body: {string: \"down for repair\"}}, headers: {response: {set: {retry-after: \"60\"}}}");

        Assert.Equal("down for repair", route.DirectResponse.Body.InlineString);
        Assert.Equal("retry-after", route.ResponseHeadersToAdd.Single().Header.Key);
    }

    [Fact]
    public void Host_set_as_a_header_rewrites_the_host()
    {
        var route = Only("headers: {request: {set: {Host: a.example.com, x-b: \"2\", x-a: \"1\"}, add: {x-c: \"3\"}, remove: [x-y]}}, route: [{destination: {host: cart}, headers: {request: {add: {x-d: \"4\"}}}}]");

        Assert.Equal("a.example.com", route.Route_.HostRewriteLiteral);
        Assert.Equal(["x-a", "x-b", "x-c", "x-d"], route.RequestHeadersToAdd.Select(option => option.Header.Key));
        Assert.Equal(HeaderValueOption.Types.HeaderAppendAction.OverwriteIfExistsOrAdd, route.RequestHeadersToAdd[0].AppendAction);
        Assert.Equal(HeaderValueOption.Types.HeaderAppendAction.AppendIfExistsOrAdd, route.RequestHeadersToAdd[2].AppendAction);
        Assert.Equal(["x-y"], route.RequestHeadersToRemove);
    }

    [Fact]
    public void Mirror_of_zero_percent_is_none()
    {
        Assert.Empty(Only("route: [{destination: {host: cart}}], mirror: {host: orders}, mirrorPercentage: {value: 0}").Route_.RequestMirrorPolicies);
        var mirror = Only("route: [{destination: {host: cart}}], mirror: {host: orders}, mirrorPercentage: {value: 0.5}").Route_.RequestMirrorPolicies.Single();
        Assert.Equal((5000u, "outbound|80||orders.shop.svc.cluster.local"), (mirror.RuntimeFraction.DefaultValue.Numerator, mirror.Cluster));
    }

    [Fact]
    public void Retries_are_off_with_no_attempts()
    {
        Assert.Null(Only("route: [{destination: {host: cart}}], retries: {attempts: 0}").Route_.RetryPolicy);
    }

    [Fact]
    public void Retries_take_status_codes_out_of_the_conditions()
    {
        var retry = Only("route: [{destination: {host: cart}}], retries: {attempts: 3, perTryTimeout: 2s, retryOn: \"gateway-error, 429\", retryIgnorePreviousHosts: false, backoff: 10ms}").Route_.RetryPolicy;

        Assert.Equal("gateway-error,retriable-status-codes", retry.RetryOn);
        Assert.Equal([429u], retry.RetriableStatusCodes);
        Assert.Empty(retry.RetryHostPredicate);
        Assert.Equal(TimeSpan.FromMilliseconds(10), retry.RetryBackOff.BaseInterval.ToTimeSpan());
        Assert.Equal(TimeSpan.FromSeconds(2), retry.PerTryTimeout.ToTimeSpan());
    }

    [Fact]
    public void Retries_on_codes_alone_need_no_condition()
    {
        var retry = Only("route: [{destination: {host: cart}}], retries: {attempts: 2, retryOn: \"503\"}").Route_.RetryPolicy;

        Assert.Equal(",retriable-status-codes", retry.RetryOn);
        Assert.Equal([503u], retry.RetriableStatusCodes);
    }

    [Fact]
    public void Fault_is_injected_for_a_share_of_requests()
    {
        var route = Only("fault: {delay: {fixedDelay: 3s, percent: 10}, abort: {httpStatus: 503, percentage: {value: 0.1}}}, route: [{destination: {host: cart}}]");

        var fault = route.TypedPerFilterConfig["envoy.filters.http.fault"].Unpack<HTTPFault>();
        Assert.Equal((10u, 503u, 1000u), (fault.Delay.Percentage.Numerator, fault.Abort.HttpStatus, fault.Abort.Percentage.Numerator));
    }

    [Fact]
    public void Cors_origins_of_the_old_form_are_exact()
    {
        var route = Only("corsPolicy: {allowOrigin: [\"*\", \"https://a\"], maxAge: 90s}, route: [{destination: {host: cart}}]");

        var cors = route.TypedPerFilterConfig["envoy.filters.http.cors"].Unpack<Envoy.Extensions.Filters.Http.Cors.V3.CorsPolicy>();
        Assert.Equal(["*", "https://a"], cors.AllowOriginStringMatch.Select(origin => origin.Exact));
        Assert.Equal("90", cors.MaxAge);
        Assert.True(cors.ForwardNotMatchingPreflights);
    }

    [Fact]
    public void Names_of_entry_and_match_are_joined()
    {
        var host = Host("{name: shop, match: [{name: first, uri: {prefix: /a}}, {uri: {prefix: /b}}], route: [{destination: {host: cart}}]}");

        Assert.Equal(["shop.first", "shop"], host.Routes.Select(route => route.Name));
        Assert.True(host.Routes[0].Match.CaseSensitive);
        Assert.Equal(
            "/apis/networking.istio.io/v1/namespaces/shop/virtual-service/cart",
            host.Routes[0].Metadata.FilterMetadata["istio"].Fields["config"].StringValue);
    }

    private static Route Only(string entry) => Assert.Single(Host($"{{{entry}}}").Routes);

    private static VirtualHost Host(string entries) =>
        new RouteFixture(Manifest.Of(Shop, Rule("cart", $"hosts: [cart], http: [{entries}]"))).Table("80").Host("cart.shop.svc.cluster.local:80");
}
