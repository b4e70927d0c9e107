using Envoy.Config.Route.V3;
using Envoy.Type.Matcher.V3;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>Rewriting of paths, of forwarded requests and of redirects alike; the query stays.</summary>
internal static class PathRewriting
{
    public static HttpRequest Apply(HttpRequest request, RouteMatch match, string prefix, RegexMatchAndSubstitute? regex)
    {
        var bare = request.PathOnly;
        var rest = request.Path[bare.Length..];
        if (prefix.Length > 0)
        {
            return request with { Path = prefix + bare[RouteMatching.MatchedLength(match, request)..] + rest };
        }

        return regex is null ? request : request with { Path = Re2.ReplaceAll(regex.Pattern.Regex, bare, regex.Substitution) + rest };
    }
}
