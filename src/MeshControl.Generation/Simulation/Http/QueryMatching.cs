using Envoy.Config.Route.V3;
using Kind = Envoy.Config.Route.V3.QueryParameterMatcher.QueryParameterMatchSpecifierOneofCase;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>envoy.config.route.v3.QueryParameterMatcher: the first value of a parameter, not decoded.</summary>
internal static class QueryMatching
{
    public static bool Matches(QueryParameterMatcher matcher, HttpRequest request)
    {
        var value = First(request.Path, matcher.Name);
        return matcher.QueryParameterMatchSpecifierCase switch
        {
            Kind.None => value is not null,
            Kind.PresentMatch => value is not null == matcher.PresentMatch,
            _ => value is not null && StringMatching.Matches(matcher.StringMatch, value),
        };
    }

    public static string Text(QueryParameterMatcher matcher) => matcher.QueryParameterMatchSpecifierCase == Kind.StringMatch
        ? $"?{matcher.Name} {StringMatching.Text(matcher.StringMatch)}"
        : $"?{matcher.Name} present";

    private static string? First(string path, string name)
    {
        var start = path.IndexOf('?', StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        foreach (var part in path[(start + 1)..].Split('&'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if ((equals < 0 ? part : part[..equals]) == name)
            {
                return equals < 0 ? "" : part[(equals + 1)..];
            }
        }

        return null;
    }
}
