using System.Text;
using MeshControl.Model.Resources.GatewayApi;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.GatewayApi;

/// <summary>Filters of HTTPRoutes and GRPCRoutes (traffic specification 1.13).</summary>
internal static class HttpFilterConversion
{
    private const int FoundCode = 302;
    private const string AnyOrigin = @"^[a-zA-Z][a-zA-Z0-9+.-]*://[^/\s?#]+$";

    /// <summary>The route with its filters; null where one is not supported.</summary>
    public static HttpRoute? Apply(HttpRoute route, IReadOnlyList<HttpRouteFilter> filters, RouteOwner owner, GatewayApiObjects objects)
    {
        foreach (var filter in filters)
        {
            switch (filter)
            {
                case { Type: "RequestHeaderModifier", RequestHeaderModifier: { } headers }:
                    route = route with { Headers = (route.Headers ?? new()) with { Request = Operations(headers) } };
                    break;
                case { Type: "ResponseHeaderModifier", ResponseHeaderModifier: { } headers }:
                    route = route with { Headers = (route.Headers ?? new()) with { Response = Operations(headers) } };
                    break;
                case { Type: "RequestRedirect", RequestRedirect: { } redirect }:
                    route = route with { Redirect = Redirect(redirect) };
                    break;
                case { Type: "URLRewrite", UrlRewrite: { } rewrite }:
                    route = route with { Rewrite = Rewrite(rewrite) };
                    break;
                case { Type: "RequestMirror", RequestMirror: { } mirror }:
                    route = Mirror(mirror, owner, objects) is { } policy ? route with { Mirrors = [.. route.Mirrors, policy] } : route;
                    break;
                case { Type: "CORS", Cors: { } cors }:
                    route = route with { CorsPolicy = Cors(cors) };
                    break;
                default:
                    return null;
            }
        }

        return route;
    }

    /// <summary>Filters of one backend: only headers can be changed. Null where a filter is not supported.</summary>
    public static Headers? ForBackend(IReadOnlyList<HttpRouteFilter> filters)
    {
        var result = new Headers();
        foreach (var filter in filters)
        {
            switch (filter)
            {
                case { Type: "RequestHeaderModifier", RequestHeaderModifier: { } headers }:
                    result = result with { Request = Operations(headers) };
                    break;
                case { Type: "ResponseHeaderModifier", ResponseHeaderModifier: { } headers }:
                    result = result with { Response = Operations(headers) };
                    break;
                default:
                    return null;
            }
        }

        return result;
    }

    private static HeaderOperations Operations(HttpHeaderFilter filter) => new()
    {
        Set = Values(filter.Set), Add = Values(filter.Add), Remove = filter.Remove,
    };

    // The first of equal names wins.
    private static Dictionary<string, string> Values(IReadOnlyList<HttpHeaderValue> headers)
    {
        var result = new Dictionary<string, string>();
        foreach (var header in headers)
        {
            result.TryAdd(header.Name.ToLowerInvariant(), header.Value);
        }

        return result;
    }

    private static HttpRedirect Redirect(HttpRequestRedirectFilter filter) => new()
    {
        RedirectCode = filter.StatusCode ?? FoundCode,
        Authority = filter.Hostname ?? "",
        Scheme = filter.Scheme ?? "",
        Port = filter.Port,
        DerivePort = filter.Port is not null ? null
            : filter.Scheme is null ? RedirectPortSelection.FromRequestPort : RedirectPortSelection.FromProtocolDefault,
        Uri = filter.Path is { Type: "ReplaceFullPath", ReplaceFullPath: { } path } ? path : "",
        PrefixRewrite = filter.Path is { Type: "ReplacePrefixMatch", ReplacePrefixMatch: { } prefix } ? prefix : "",
    };

    private static HttpRewrite Rewrite(HttpUrlRewriteFilter filter) => new()
    {
        Authority = filter.Hostname ?? "",
        Uri = filter.Path is { Type: "ReplacePrefixMatch", ReplacePrefixMatch: { } prefix } ? prefix.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/" : "",
        UriRegexRewrite = filter.Path is { Type: "ReplaceFullPath", ReplaceFullPath: { } path } ? new RegexRewrite { Match = "/.*", Rewrite = path } : null,
    };

    private static HttpMirrorPolicy? Mirror(HttpRequestMirrorFilter filter, RouteOwner owner, GatewayApiObjects objects)
    {
        if (filter.BackendRef is not { } backend || BackendConversion.Convert(backend, owner, objects) is not { Host.Length: > 0 } destination
            || (backend.Kind is null or "Service" && !objects.HasService(backend.Namespace ?? owner.Namespace, backend.Name)))
        {
            return null;
        }

        double? percent = filter.Fraction is { } fraction ? 100.0 * fraction.Numerator / (fraction.Denominator ?? 100) : filter.Percent;
        return new HttpMirrorPolicy { Destination = destination, Percentage = percent is { } value ? new Percent { Value = value } : null };
    }

    private static CorsPolicy Cors(HttpCorsFilter filter) => new()
    {
        AllowOrigins = [.. filter.AllowOrigins.Select(Origin)],
        AllowMethods = filter.AllowMethods,
        AllowHeaders = filter.AllowHeaders,
        ExposeHeaders = filter.ExposeHeaders,
        AllowCredentials = filter.AllowCredentials,
        MaxAge = filter.MaxAge > 0 ? TimeSpan.FromSeconds(filter.MaxAge) : null,
        UnmatchedPreflights = UnmatchedPreflights.Ignore,
    };

    private static StringMatch Origin(string origin)
    {
        var stars = origin.Count(static c => c == '*');
        return origin == "*" ? new StringMatch { Regex = AnyOrigin }
            : stars == 0 ? new StringMatch { Exact = origin }
            : stars == 1 && origin.EndsWith('*') ? new StringMatch { Prefix = origin[..^1] }
            : new StringMatch { Regex = $"^{string.Join(".*", origin.Split('*').Select(Quote))}$" };
    }

    private static string Quote(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            result.Append(@"\.+*?()|[]{}^$".Contains(c, StringComparison.Ordinal) ? "\\" : "").Append(c);
        }

        return result.ToString();
    }
}
