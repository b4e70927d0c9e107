using System.Collections.Immutable;
using Envoy.Config.Route.V3;
using MeshControl.Generation.Output;
using MeshControl.Generation.Simulation.Access;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>Virtual host, then the first of its routes whose conditions hold; a route for a fraction of requests makes two ways of it.</summary>
internal static class RouteChoice
{
    public static IEnumerable<Routed> Choose(RouteConfiguration table, ResourceReference source, HttpRequest request, AccessContext context)
    {
        var (host, domain) = VirtualHostChoice.Choose(table, request.Authority);
        if (host is null)
        {
            var none = new Decision(DecisionKind.Host, "none", $"no virtual host of {Name(table)} takes {request.Authority}") { Resource = source, Rejected = Domains(table, null) };
            return [new Routed(1, table, null, null, [none])];
        }

        var reason = domain == "*" ? "takes every host" : domain.Equals(request.Authority, StringComparison.OrdinalIgnoreCase) ? $"is {domain}" : $"{request.Authority} is {domain}";
        var taken = new Decision(DecisionKind.Host, host.Name, reason) { Resource = source, Rejected = Domains(table, host) };
        return Routes(table, host, [taken], source, request, context);
    }

    private static string Name(RouteConfiguration table) => table.Name.Length > 0 ? $"table {table.Name}" : "the table";

    private static ImmutableArray<string> Domains(RouteConfiguration table, VirtualHost? taken) =>
        [.. table.VirtualHosts.Where(host => !ReferenceEquals(host, taken)).Select(host => $"{host.Name}: {string.Join(", ", host.Domains)}")];

    private static IEnumerable<Routed> Routes(
        RouteConfiguration table, VirtualHost host, ImmutableArray<Decision> before, ResourceReference source, HttpRequest request, AccessContext context)
    {
        var left = 1.0;
        var rejected = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < host.Routes.Count && left > 0; i++)
        {
            var route = host.Routes[i];
            var name = route.Name.Length > 0 ? route.Name : $"route {i + 1}";
            if (RouteMatching.Misses(route.Match, request, context) is { } missed)
            {
                rejected.Add($"{name}: not {missed}");
                continue;
            }

            var share = route.Match.RuntimeFraction is { } fraction ? left * Fractions.Of(fraction.DefaultValue) : left;
            if (share > 0)
            {
                var decision = new Decision(DecisionKind.Route, name, RouteMatching.Text(route.Match))
                {
                    Resource = source, ConfiguredBy = ConfiguredBy.Of(route.Metadata), Rejected = rejected.ToImmutable(),
                };
                yield return new Routed(share, table, host, route, before.Add(decision));
                left -= share;
            }

            rejected.Add($"{name}: only for a share of requests");
        }

        if (left > 0)
        {
            var none = new Decision(DecisionKind.Route, "none", $"no route of {host.Name} takes {request.Method} {request.Path}") { Resource = source, Rejected = rejected.ToImmutable() };
            yield return new Routed(left, table, host, null, before.Add(none));
        }
    }
}
