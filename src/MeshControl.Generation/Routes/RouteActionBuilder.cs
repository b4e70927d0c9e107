using System.Text;
using Envoy.Config.Route.V3;
using Envoy.Type.Matcher.V3;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Traffic;
using MeshControl.Model.Validation;
using EnvoyRoute = Envoy.Config.Route.V3.Route;

namespace MeshControl.Generation.Routes;

/// <summary>Forwarding: destinations, weights, mirrors, rewrites, timeouts, retries (traffic specification 4.6, 4.8, 4.9).</summary>
internal static class RouteActionBuilder
{
    /// <summary>Puts the action into the route. The route's own headers have been added; those of a single destination follow them.</summary>
    public static void Add(EnvoyRoute route, HttpRoute rule, string? authority, RouteSemantics semantics, RouteScope scope, IDestinationResolver destinations)
    {
        var action = new RouteAction { RetryPolicy = RetryPolicyBuilder.Build(rule.Retries ?? scope.Defaults.Retry, IsSticky(rule, destinations)) }
            .WithTimeout(rule.Timeout);
        if (semantics == RouteSemantics.GatewayApi)
        {
            action.ClusterNotFoundResponseCode = RouteAction.Types.ClusterNotFoundResponseCode.InternalServerError;
        }

        if (rule.Rewrite is { } rewrite)
        {
            Rewrite(action, rewrite, route.Match, semantics);
            authority = rewrite.Authority.Length > 0 ? rewrite.Authority : authority;
            action.AppendXForwardedHost = scope.Defaults.AppendsForwardedHost;
        }

        if (authority is not null)
        {
            action.HostRewriteLiteral = authority;
        }

        AddMirrors(action, rule, destinations);
        AddDestinations(route, action, rule.Route, destinations);
        route.Route_ = action;
    }

    private static bool IsSticky(HttpRoute rule, IDestinationResolver destinations) =>
        rule.Route is [{ Destination: { } only }] && destinations.Hash(only) is not null;

    private static void Rewrite(RouteAction action, HttpRewrite rewrite, RouteMatch match, RouteSemantics semantics)
    {
        if (rewrite.UriRegexRewrite is { } regex)
        {
            if (Re2Syntax.IsValid(regex.Match))
            {
                action.RegexRewrite = Regex(regex.Match, regex.Rewrite);
            }
        }
        else if (rewrite.Uri == "/" && semantics == RouteSemantics.GatewayApi)
        {
            // The prefix is taken away, and with it a slash that would be doubled.
            action.RegexRewrite = Regex($"^{Quote(match.PathSeparatedPrefix)}(/?)(.*)", @"/\2");
        }
        else
        {
            action.PrefixRewrite = rewrite.Uri;
        }
    }

    private static RegexMatchAndSubstitute Regex(string pattern, string substitution) =>
        new() { Pattern = new RegexMatcher { Regex = pattern }, Substitution = substitution };

    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (@"\.+*?()|[]{}^$".Contains(c, StringComparison.Ordinal))
            {
                quoted.Append('\\');
            }

            quoted.Append(c);
        }

        return quoted.ToString();
    }

    private static void AddMirrors(RouteAction action, HttpRoute rule, IDestinationResolver destinations)
    {
        Add(rule.Mirror, Percentages.Mirrored(rule.MirrorPercentage, rule.MirrorPercent));
        foreach (var mirror in rule.Mirrors)
        {
            Add(mirror.Destination, Percentages.Mirrored(mirror.Percentage, null));
        }

        void Add(Destination? destination, Envoy.Config.Core.V3.RuntimeFractionalPercent? share)
        {
            if (destination is not null && share is not null)
            {
                action.RequestMirrorPolicies.Add(new RouteAction.Types.RequestMirrorPolicy
                {
                    Cluster = destinations.Cluster(destination), RuntimeFraction = share, TraceSampled = false, DisableShadowHostSuffixAppend = true,
                });
            }
        }
    }

    private static void AddDestinations(
        EnvoyRoute route, RouteAction action, IReadOnlyList<HttpRouteDestination> targets, IDestinationResolver destinations)
    {
        if (targets is [var only])
        {
            action.Cluster = destinations.Cluster(only.Destination ?? new Destination());
            if (HeaderEdits.Of(only.Headers) is { } edits)
            {
                edits.AddTo(route.RequestHeadersToAdd, route.RequestHeadersToRemove, route.ResponseHeadersToAdd, route.ResponseHeadersToRemove);
                if (edits.Authority is { } authority && !action.HasHostRewriteLiteral)
                {
                    action.HostRewriteLiteral = authority;
                }
            }

            AddHash(action, only, destinations);
            return;
        }

        action.WeightedClusters = new WeightedCluster();
        foreach (var target in targets.Where(static target => target.Weight > 0))
        {
            action.WeightedClusters.Clusters.Add(Weighted(target, destinations));
            AddHash(action, target, destinations);
        }
    }

    private static WeightedCluster.Types.ClusterWeight Weighted(HttpRouteDestination target, IDestinationResolver destinations)
    {
        var result = new WeightedCluster.Types.ClusterWeight
        {
            Name = destinations.Cluster(target.Destination ?? new Destination()), Weight = (uint)target.Weight,
        };
        if (HeaderEdits.Of(target.Headers) is { } edits)
        {
            edits.AddTo(result.RequestHeadersToAdd, result.RequestHeadersToRemove, result.ResponseHeadersToAdd, result.ResponseHeadersToRemove);
            if (edits.Authority is { } authority)
            {
                result.HostRewriteLiteral = authority;
            }
        }

        return result;
    }

    private static void AddHash(RouteAction action, HttpRouteDestination target, IDestinationResolver destinations)
    {
        if (target.Destination is { } destination && destinations.Hash(destination) is { } hash)
        {
            action.HashPolicy.Add(hash);
        }
    }
}
