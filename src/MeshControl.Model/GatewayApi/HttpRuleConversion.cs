using MeshControl.Model.Resources.GatewayApi;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.GatewayApi;

/// <summary>Rules of HTTPRoutes and GRPCRoutes as routes with one match each (traffic specification 1.13).</summary>
internal static class HttpRuleConversion
{
    private const int DefaultAttempts = 2;
    private const string RetryConditions = "connect-failure,refused-stream,unavailable,cancelled";

    /// <summary>Null where any rule is unusable: a route is taken whole or not at all.</summary>
    public static IReadOnlyList<HttpRoute>? Convert(HttpRouteSpec spec, RouteOwner owner, GatewayApiObjects objects) =>
        All(spec.Rules.Select(rule => rule.Matches.Select(HttpMatchConversion.Convert).ToList()), spec.Rules, owner, objects);

    /// <summary>As for HTTPRoutes.</summary>
    public static IReadOnlyList<HttpRoute>? Convert(GrpcRouteSpec spec, RouteOwner owner, GatewayApiObjects objects) => All(
        spec.Rules.Select(rule => rule.Matches.Select(HttpMatchConversion.Convert).ToList()),
        [.. spec.Rules.Select(static rule => new HttpRouteRule { Filters = rule.Filters, BackendRefs = rule.BackendRefs })], owner, objects);

    private static List<HttpRoute>? All(
        IEnumerable<List<HttpMatchRequest>> matches, IReadOnlyList<HttpRouteRule> rules, RouteOwner owner, GatewayApiObjects objects)
    {
        var result = new List<HttpRoute>();
        foreach (var (i, of) in matches.Index())
        {
            if (Rule(rules[i], owner, objects) is not { } route)
            {
                return null;
            }

            route = route with { Name = $"{owner.Namespace}.{owner.Name}.{i}" };
            result.AddRange(of.Count == 0 ? [route] : of.Select(match => route with { Match = [match] }));
        }

        return result;
    }

    private static HttpRoute? Rule(HttpRouteRule rule, RouteOwner owner, GatewayApiObjects objects)
    {
        if (HttpFilterConversion.Apply(Timed(rule), rule.Filters, owner, objects) is not { } route)
        {
            return null;
        }

        if (route.Redirect is not null)
        {
            return route;
        }

        var targets = new List<HttpRouteDestination>();
        foreach (var backend in rule.BackendRefs.Where(static backend => backend.Weight != 0))
        {
            var reference = new BackendRef { Group = backend.Group, Kind = backend.Kind, Name = backend.Name, Namespace = backend.Namespace, Port = backend.Port };
            if (BackendConversion.Convert(reference, owner, objects) is not { } destination || HttpFilterConversion.ForBackend(backend.Filters) is not { } headers)
            {
                return null;
            }

            targets.Add(new HttpRouteDestination
            {
                Destination = destination, Weight = backend.Weight ?? 1, Headers = backend.Filters.Count > 0 ? headers : null,
            });
        }

        return targets.Count == 0
            ? route with { DirectResponse = new HttpDirectResponse { Status = 500 } }
            : route with { Route = targets is [var only] ? [only with { Weight = 0 }] : targets };
    }

    private static HttpRoute Timed(HttpRouteRule rule)
    {
        var request = Positive(rule.Timeouts?.Request);
        var backend = Positive(rule.Timeouts?.BackendRequest);
        if (rule.Retry is not { } retry)
        {
            return new HttpRoute { Timeout = backend ?? request };
        }

        var attempts = retry.Attempts ?? DefaultAttempts;
        return new HttpRoute
        {
            Timeout = request,
            Retries = new HttpRetry
            {
                Attempts = attempts,
                RetryOn = attempts == 0 ? "" : string.Join(',', retry.Codes.Select(static code => $"{code}").Prepend(RetryConditions)),
                PerTryTimeout = backend,
                Backoff = retry.Backoff,
            },
        };
    }

    private static TimeSpan? Positive(TimeSpan? time) => time > TimeSpan.Zero ? time : null;
}
