using System.Collections.Immutable;
using Envoy.Config.Route.V3;
using MeshControl.Generation.Output;
using MeshControl.Generation.Simulation.Access;
using MeshControl.Generation.Simulation.Clusters;
using Action = Envoy.Config.Route.V3.Route.ActionOneofCase;
using Specifier = Envoy.Config.Route.V3.RouteAction.ClusterSpecifierOneofCase;
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
                return Targets(route, request).SelectMany(target => Forward(resources, routed, context, before, target.Name, target.Share, target.Weight));
            default:
                return [new ProxyOutcome(routed.Chance, before, new Answered(404, "the route does nothing"))];
        }
    }

    private static ProxyOutcome Answer(HttpRequest request, Routed routed, ImmutableArray<Decision> before, Decision decision, Answered verdict) =>
        new(routed.Chance, before.Add(decision), verdict with { Response = HeaderEditing.Response(request, routed, null) });

    private static IEnumerable<(string Name, double Share, Weight? Weight)> Targets(Route route, HttpRequest request)
    {
        switch (route.Route_.ClusterSpecifierCase)
        {
            case Specifier.Cluster:
                return [(route.Route_.Cluster, 1, null)];
            case Specifier.ClusterHeader:
                return [(request.Header(route.Route_.ClusterHeader) ?? "", 1, null)];
            case Specifier.WeightedClusters:
                var clusters = route.Route_.WeightedClusters.Clusters;
                var total = clusters.Sum(item => (double)(item.Weight ?? 0));
                return clusters.Where(item => item.Weight is > 0).Select(item => (item.Name, (double)item.Weight! / total, (Weight?)item));
            default:
                return [("", 1, null)];
        }
    }

    private static IEnumerable<ProxyOutcome> Forward(
        ProxyResources resources, Routed routed, AccessContext context, ImmutableArray<Decision> before, string name, double share, Weight? weight)
    {
        var action = routed.Route!.Route_;
        var chance = routed.Chance * share;
        if (resources.Cluster(name) is not { } cluster)
        {
            var missing = new Decision(DecisionKind.Cluster, name, "there is no such cluster");
            var status = action.ClusterNotFoundResponseCode switch
            {
                Envoy.Config.Route.V3.RouteAction.Types.ClusterNotFoundResponseCode.NotFound => 404,
                Envoy.Config.Route.V3.RouteAction.Types.ClusterNotFoundResponseCode.InternalServerError => 500,
                _ => 503,
            };
            return [new ProxyOutcome(chance, before.Add(missing), new Answered(status, "no cluster") { Response = HeaderEditing.Response(context.Request!, routed, weight) })];
        }

        var original = context.Request!;
        var request = Rewritten(HeaderEditing.Request(original, routed, weight), original, routed.Route, weight);
        var decisions = before;
        if (ActionText.Of(action, original, request) is { Length: > 0 } text)
        {
            decisions = decisions.Add(new Decision(DecisionKind.Action, "", text));
        }

        decisions = decisions.Add(new Decision(DecisionKind.Cluster, name, share < 1 ? $"weight {share * 100:0.##}%" : "")
        {
            Resource = new(ResourceType.Cluster, name), ConfiguredBy = ConfiguredBy.Of(cluster.Metadata),
        });
        var endpoints = EndpointChances.Of(resources, cluster, context.Connection, request);
        var response = HeaderEditing.Response(request, routed, weight);
        return
        [
            endpoints.IsEmpty
                ? new ProxyOutcome(chance, decisions.Add(new Decision(DecisionKind.Endpoint, "none", "no healthy endpoint")), new Answered(503, "no healthy endpoint") { Response = response })
                : new ProxyOutcome(chance, decisions, new Forwarded(name, endpoints)
                {
                    Request = request,
                    Response = response,
                    Mirrors = [.. action.RequestMirrorPolicies.Select(mirror => (mirror.Cluster, mirror.RuntimeFraction is null ? 1 : Fractions.Of(mirror.RuntimeFraction.DefaultValue)))],
                    BoundSource = BoundAddress.Of(cluster),
                }),
        ];
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
