using System.Collections.Immutable;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Output;
using MeshControl.Generation.Simulation.Access;
using TlsRequirement = Envoy.Config.Route.V3.VirtualHost.Types.TlsRequirementType;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>A request through one connection manager: path, virtual host, route, filters, action.</summary>
internal sealed class HttpRun(ProxyResources resources, HttpConnectionManager manager, ResourceReference listener)
{
    private const string TokenFilterName = "envoy.filters.http.jwt_authn";

    public IEnumerable<ProxyOutcome> Run(HttpRequest request, AccessContext context, ImmutableArray<Decision> before)
    {
        if (request.Authority.Length == 0)
        {
            return [new ProxyOutcome(1, before, new Answered(400, "no host"))];
        }

        request = ForwardedHeaders.Apply(manager, request, context.IsTls);
        var (path, status) = PathCleaning.Clean(manager, request.Path);
        if (status != 0)
        {
            var refused = new Decision(DecisionKind.Path, request.Path, status == 400 ? "is not a clean path" : $"is cleaned to {path}") { Resource = listener };
            return [new ProxyOutcome(1, before.Add(refused), new Answered(status, "path") { Location = status == 307 ? path : null })];
        }

        if (path != request.Path)
        {
            before = before.Add(new Decision(DecisionKind.Path, path, $"{request.Path} cleaned") { Resource = listener });
            request = request with { Path = path };
        }

        context = context with { Request = request, Origin = ForwardedHeaders.Origin(manager, request, context.Connection) };
        var name = manager.Rds?.RouteConfigName;
        if ((name is null ? manager.RouteConfig : resources.Route(name)) is not { } table)
        {
            var missing = new Decision(DecisionKind.Host, "none", $"route table {name} is not there");
            return [new ProxyOutcome(1, before.Add(missing), new Answered(404, "no route table"))];
        }

        var source = name is null ? listener : new ResourceReference(ResourceType.Route, name);
        return RouteChoice.Choose(table, source, request, WithClaims(context)).SelectMany(routed => ClusterDraw.Of(routed, request))
            .SelectMany(routed => Follow(routed, context, before.AddRange(routed.Decisions)));
    }

    // Routes see what the token filter noted: it makes Envoy choose the route anew.
    private AccessContext WithClaims(AccessContext context) =>
        manager.HttpFilters.FirstOrDefault(filter => filter.Name == TokenFilterName) is { } filter && ConfigOf(filter) is { } config
            ? HttpFilters.Run(filter.Name, config, new Routed(1, new(), null, null, []), context).Context
            : context;

    private IEnumerable<ProxyOutcome> Follow(Routed routed, AccessContext context, ImmutableArray<Decision> before)
    {
        if (NeedsTls(routed.Host, context.Request!))
        {
            var redirect = new Decision(DecisionKind.Action, "redirect", "this host wants HTTPS");
            var location = $"https://{context.Request!.Authority}{context.Request.Path}";
            return [new ProxyOutcome(routed.Chance, before.Add(redirect), new Answered(301, "HTTPS redirect") { Location = location })];
        }

        var outcomes = new List<ProxyOutcome>();
        var left = routed.Chance;
        foreach (var filter in manager.HttpFilters)
        {
            if (filter.Disabled || routed.IsDisabled(filter.Name) || ConfigOf(filter) is not { } config)
            {
                continue;
            }

            var pass = HttpFilters.Run(filter.Name, config, routed, context);
            context = pass.Context;
            before = before.AddRange(pass.Decisions.Select(decision => decision with { Resource = listener }));
            if (pass.Stop is { } stop)
            {
                outcomes.Add(new ProxyOutcome(left * stop.Chance, before.Add(stop.Decision with { Resource = listener }), Edited(stop.Verdict, routed, context)));
                left *= 1 - stop.Chance;
            }
        }

        if (left > 0)
        {
            outcomes.AddRange(RouteAction.Run(resources, routed with { Chance = left }, context, before));
        }

        return outcomes;
    }

    // A filter's own answer gets the route's changes as well.
    private static Answered Edited(Answered answer, Routed routed, AccessContext context) =>
        routed.Route is null ? answer : answer with { Response = HeaderEditing.Response(context.Request!, routed) };

    private static bool NeedsTls(VirtualHost? host, HttpRequest request) => host is not null && host.RequireTls != TlsRequirement.None && request.Scheme != "https";

    private Any? ConfigOf(HttpFilter filter) => filter.ConfigDiscovery is null ? filter.TypedConfig : resources.Extension(filter.Name)?.TypedConfig;
}
