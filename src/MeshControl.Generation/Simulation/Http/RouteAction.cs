using System.Collections.Immutable;
using Envoy.Config.Route.V3;
using MeshControl.Generation.Output;
using MeshControl.Generation.Simulation.Access;
using MeshControl.Generation.Simulation.Clusters;
using Action = Envoy.Config.Route.V3.Route.ActionOneofCase;
using Weight = Envoy.Config.Route.V3.WeightedCluster.Types.ClusterWeight;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>What a route does with a request: answer, redirect, or change it and send it on.</summary>
internal static class RouteAction
{
    public static IEnumerable<ProxyOutcome> Run(ProxyResources resources, Routed routed, AccessContext context, ImmutableArray<Decision> before)
    {
        if (routed.Route is not { } route)
        {
            return [new ProxyOutcome(routed.Chance, before, new Answered(404, "no route"))];
        }

        var request = context.Request!;
        switch (route.ActionCase)
        {
            case Action.Redirect:
                var location = RedirectLocation.Of(route.Redirect, route.Match, request);
                return [Answer(request, routed, before, new Decision(DecisionKind.Action, "redirect", $"to {location}"), new Answered(RedirectLocation.StatusOf(route.Redirect), "redirect") { Location = location })];
            case Action.DirectResponse:
                var status = (int)route.DirectResponse.Status;
                var body = route.DirectResponse.Body?.InlineString;
                return [Answer(request, routed, before, new Decision(DecisionKind.Action, "direct response", $"status {status}"), new Answered(status, "direct response") { Body = body })];
            case Action.Route_:
                return [Forward(resources, routed, context, before)];
            default:
                return [new ProxyOutcome(routed.Chance, before, new Answered(404, "the route does nothing"))];
        }
    }

    private static ProxyOutcome Answer(HttpRequest request, Routed routed, ImmutableArray<Decision> before, Decision decision, Answered verdict) =>
        new(routed.Chance, before.Add(decision), verdict with { Response = HeaderEditing.Response(request, routed) });

    private static ProxyOutcome Forward(ProxyResources resources, Routed routed, AccessContext context, ImmutableArray<Decision> before)
    {
        var action = routed.Route!.Route_;
        var name = routed.Cluster;
        if (resources.Cluster(name) is not { } cluster)
        {
            var missing = new Decision(DecisionKind.Cluster, name, "there is no such cluster");
            var status = action.ClusterNotFoundResponseCode switch
            {
                Envoy.Config.Route.V3.RouteAction.Types.ClusterNotFoundResponseCode.NotFound => 404,
                Envoy.Config.Route.V3.RouteAction.Types.ClusterNotFoundResponseCode.InternalServerError => 500,
                _ => 503,
            };
            return new ProxyOutcome(routed.Chance, before.Add(missing), new Answered(status, "no cluster") { Response = HeaderEditing.Response(context.Request!, routed) });
        }

        var original = context.Request!;
        var request = Rewritten(HeaderEditing.Request(original, routed), original, routed.Route, routed.Weight);
        var decisions = before;
        if (ActionText.Of(action, original, request) is { Length: > 0 } text)
        {
            decisions = decisions.Add(new Decision(DecisionKind.Action, "", text));
        }

        decisions = decisions.Add(new Decision(DecisionKind.Cluster, name, routed.Share < 1 ? $"weight {routed.Share * 100:0.##}%" : "")
        {
            Resource = new(ResourceType.Cluster, name), ConfiguredBy = ConfiguredBy.Of(cluster.Metadata),
        });
        var endpoints = EndpointChances.Of(resources, cluster, context.Connection, request);
        var response = HeaderEditing.Response(request, routed);
        return endpoints.IsEmpty
            ? new ProxyOutcome(routed.Chance, decisions.Add(new Decision(DecisionKind.Endpoint, "none", "no healthy endpoint")), new Answered(503, "no healthy endpoint") { Response = response })
            : new ProxyOutcome(routed.Chance, decisions, new Forwarded(name, endpoints)
            {
                Request = request,
                Response = response,
                Mirrors = [.. action.RequestMirrorPolicies.Select(mirror => (mirror.Cluster, mirror.RuntimeFraction is null ? 1 : Fractions.Of(mirror.RuntimeFraction.DefaultValue)))],
                BoundSource = BoundAddress.Of(cluster),
            });
    }

    private static HttpRequest Rewritten(HttpRequest request, HttpRequest original, Route route, Weight? weight)
    {
        var action = route.Route_;
        var host = weight?.HostRewriteLiteral is { Length: > 0 } own ? own
            : action.HostRewriteLiteral.Length > 0 ? action.HostRewriteLiteral
            : action.HostRewriteHeader.Length > 0 ? original.Header(action.HostRewriteHeader)
            : action.HostRewritePathRegex is { } regex ? Re2.ReplaceAll(regex.Pattern.Regex, original.PathOnly, regex.Substitution)
            : null;
        if (host is not null)
        {
            request = action.AppendXForwardedHost && host != request.Authority
                ? request with { Authority = host, Headers = request.Headers.Add(new("x-forwarded-host", request.Authority)) }
                : request with { Authority = host };
        }

        return PathRewriting.Apply(request, route.Match, action.PrefixRewrite, action.RegexRewrite);
    }
}
