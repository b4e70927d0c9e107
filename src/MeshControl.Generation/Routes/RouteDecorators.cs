using Envoy.Config.Route.V3;
using EnvoyRoute = Envoy.Config.Route.V3.Route;

namespace MeshControl.Generation.Routes;

/// <summary>The operation name that spans carry (traffic specification 4.10).</summary>
internal static class RouteDecorators
{
    /// <summary>`host:port` of the only destination, or the rule's name and port, with the path's pattern.</summary>
    public static string Operation(EnvoyRoute route, string ruleName, int port)
    {
        var path = route.Match.PathSpecifierCase switch
        {
            RouteMatch.PathSpecifierOneofCase.Prefix => route.Match.Prefix + "*",
            RouteMatch.PathSpecifierOneofCase.Path => route.Match.Path,
            RouteMatch.PathSpecifierOneofCase.SafeRegex => route.Match.SafeRegex.Regex,
            _ => "/*",
        };
        var cluster = route.Route_ is { HasCluster: true } action ? action.Cluster.Split('|') : [];
        return cluster.Length == 4 ? $"{cluster[3]}:{cluster[1]}{path}" : $"{ruleName}:{port}{path}";
    }
}
