using Envoy.Config.Core.V3;
using Envoy.Config.Route.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Traffic;
using EnvoyRoute = Envoy.Config.Route.V3.Route;

namespace MeshControl.Generation.Routes;

/// <summary>The HTTP routes of a VirtualService for one proxy and port (traffic specification 4.3 to 4.10).</summary>
public static class VirtualServiceRoutes
{
    private const string FaultFilter = "envoy.filters.http.fault";
    private const string CorsFilter = "envoy.filters.http.cors";

    /// <summary>The routes in order, up to the first that matches everything. An entry that Envoy would refuse is left out.</summary>
    public static IReadOnlyList<EnvoyRoute> Build(MeshVirtualService rule, RouteScope scope, IDestinationResolver destinations)
    {
        var routes = new List<EnvoyRoute>();
        foreach (var entry in rule.Spec.Http)
        {
            if (entry.Match.Count == 0)
            {
                Add(routes, Build(rule, entry, null, scope, destinations));
                // Whatever follows cannot be reached.
                return routes;
            }

            foreach (var match in entry.Match)
            {
                if (StaticMatch.Applies(match, scope)
                    && Add(routes, Build(rule, entry, match, scope, destinations)) is { } added
                    && RouteMatchBuilder.IsCatchAll(added.Match))
                {
                    return routes;
                }
            }
        }

        return routes;
    }

    /// <summary>The `istio` metadata that names the object a route or chain was made from.</summary>
    public static Metadata ConfigMetadata(string path) => new()
    {
        FilterMetadata = { ["istio"] = new Struct { Fields = { ["config"] = Value.ForString(path) } } },
    };

    private static EnvoyRoute? Add(List<EnvoyRoute> routes, EnvoyRoute? route)
    {
        if (route is not null)
        {
            routes.Add(route);
        }

        return route;
    }

    private static EnvoyRoute? Build(
        MeshVirtualService rule, HttpRoute entry, HttpMatchRequest? match, RouteScope scope, IDestinationResolver destinations)
    {
        if (RouteMatchBuilder.Build(match, rule.Semantics) is not { } routeMatch)
        {
            return null;
        }

        var route = new EnvoyRoute
        {
            Name = match is { Name.Length: > 0 } ? $"{entry.Name}.{match.Name}" : entry.Name,
            Match = routeMatch,
            Metadata = ConfigMetadata(rule.ConfigPath),
            StatPrefix = match?.StatPrefix ?? "",
        };
        var edits = HeaderEdits.Of(entry.Headers);
        edits?.AddTo(route.RequestHeadersToAdd, route.RequestHeadersToRemove, route.ResponseHeadersToAdd, route.ResponseHeadersToRemove);
        if (!SetAction(route, rule, entry, edits?.Authority, scope, destinations))
        {
            return null;
        }

        route.Decorator = new Decorator { Operation = RouteDecorators.Operation(route, rule.Name, scope.Port) };
        // Map entries are written in the order they are added: cors before fault.
        if (entry.CorsPolicy is { } cors)
        {
            route.TypedPerFilterConfig[CorsFilter] = Any.Pack(CorsBuilder.Build(cors));
        }

        if (entry.Fault is { } fault && FaultBuilder.Build(fault) is { } built)
        {
            route.TypedPerFilterConfig[FaultFilter] = Any.Pack(built);
        }

        return route;
    }

    private static bool SetAction(
        EnvoyRoute route, MeshVirtualService rule, HttpRoute entry, string? authority, RouteScope scope, IDestinationResolver destinations)
    {
        if (entry.Redirect is { } redirect)
        {
            route.Redirect = RedirectBuilder.Build(redirect, scope);
        }
        else if (entry.DirectResponse is { } response)
        {
            route.DirectResponse = RedirectBuilder.Build(response);
        }
        else if (entry.Route.Count == 1 || entry.Route.Any(static target => target.Weight > 0))
        {
            RouteActionBuilder.Add(route, entry, authority, rule.Semantics, scope, destinations);
        }

        return route.ActionCase != EnvoyRoute.ActionOneofCase.None;
    }
}
