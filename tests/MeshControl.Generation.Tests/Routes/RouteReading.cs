using Envoy.Config.Route.V3;

namespace MeshControl.Generation.Tests.Routes;

/// <summary>What a test says about a route table.</summary>
internal static class RouteReading
{
    public static VirtualHost Host(this RouteConfiguration table, string name) =>
        table.VirtualHosts.SingleOrDefault(host => host.Name == name)
        ?? throw new InvalidOperationException($"no virtual host {name} among {string.Join(", ", table.VirtualHosts.Select(host => host.Name))}");

    /// <summary>One line a host: name, then one part a route.</summary>
    public static IEnumerable<string> Describe(this RouteConfiguration table) => table.VirtualHosts.Select(host => $"{host.Name}: {host.Describe()}");

    public static string Describe(this VirtualHost host) => string.Join(" | ", host.Routes.Select(Describe));

    /// <summary>Path pattern and target.</summary>
    public static string Describe(this Route route)
    {
        var match = route.Match;
        var path = match.PathSpecifierCase switch
        {
            RouteMatch.PathSpecifierOneofCase.Prefix => match.Prefix + "*",
            RouteMatch.PathSpecifierOneofCase.Path => match.Path,
            RouteMatch.PathSpecifierOneofCase.PathSeparatedPrefix => match.PathSeparatedPrefix + "/*",
            _ => "~" + match.SafeRegex?.Regex,
        };
        var headers = string.Concat(match.Headers.Select(header => $" {header.Name}"));
        return $"{path}{headers} -> {Target(route)}";
    }

    private static string Target(Route route) => route.ActionCase switch
    {
        Route.ActionOneofCase.Redirect => $"redirect {route.Redirect.SchemeRedirect}://{route.Redirect.HostRedirect}:{route.Redirect.PortRedirect}{route.Redirect.PathRedirect}",
        Route.ActionOneofCase.DirectResponse => $"answer {route.DirectResponse.Status}",
        _ => route.Route_.WeightedClusters is { } weighted
            ? string.Join(" + ", weighted.Clusters.Select(cluster => $"{cluster.Weight} {cluster.Name}"))
            : route.Route_.Cluster,
    };
}
