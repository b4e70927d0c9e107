using Envoy.Config.Route.V3;
using Envoy.Extensions.Path.Match.UriTemplate.V3;
using MeshControl.Generation.Simulation.Access;
using PathKind = Envoy.Config.Route.V3.RouteMatch.PathSpecifierOneofCase;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>Whether a route takes a request, and if not, which condition failed.</summary>
internal static class RouteMatching
{
    /// <summary>Null where every condition holds; else the first one that does not.</summary>
    public static string? Misses(RouteMatch match, HttpRequest request, AccessContext context)
    {
        if (!MatchesPath(match, request))
        {
            return PathText(match);
        }

        if (match.Headers.FirstOrDefault(header => !HeaderMatching.Matches(header, request)) is { } header)
        {
            return HeaderMatching.Text(header);
        }

        if (match.QueryParameters.FirstOrDefault(query => !QueryMatching.Matches(query, request)) is { } query)
        {
            return QueryMatching.Text(query);
        }

        if (match.Grpc is not null && request.Header("content-type")?.StartsWith("application/grpc", StringComparison.Ordinal) is not true)
        {
            return "gRPC";
        }

        if (match.TlsContext is { Presented: { } presented } && (context.Identity is not null) != presented)
        {
            return presented ? "a client certificate" : "no client certificate";
        }

        return match.DynamicMetadata.FirstOrDefault(item => !MetadataMatching.Matches(item, context.Metadata)) is { } claim
            ? $"{string.Join('.', claim.Path.Select(part => part.Key))} of {claim.Filter}"
            : null;
    }

    /// <summary>The conditions in words.</summary>
    public static string Text(RouteMatch match) => string.Join(", ", [
        PathText(match), .. match.Headers.Select(HeaderMatching.Text), .. match.QueryParameters.Select(QueryMatching.Text)]);

    /// <summary>The part of the path that a prefix rewrite replaces.</summary>
    public static int MatchedLength(RouteMatch match, HttpRequest request) => match.PathSpecifierCase switch
    {
        PathKind.Prefix => match.Prefix.Length,
        PathKind.PathSeparatedPrefix => match.PathSeparatedPrefix.Length,
        _ => request.PathOnly.Length,
    };

    private static bool MatchesPath(RouteMatch match, HttpRequest request)
    {
        var path = request.PathOnly;
        var comparison = match.CaseSensitive is false ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return match.PathSpecifierCase switch
        {
            PathKind.Prefix => path.StartsWith(match.Prefix, comparison),
            PathKind.Path => path.Equals(match.Path, comparison),
            PathKind.SafeRegex => Re2.IsFullMatch(match.SafeRegex.Regex, path),
            PathKind.PathSeparatedPrefix => path.StartsWith(match.PathSeparatedPrefix, comparison)
                && (path.Length == match.PathSeparatedPrefix.Length || path[match.PathSeparatedPrefix.Length] == '/'),
            PathKind.ConnectMatcher => request.Method == "CONNECT",
            PathKind.PathMatchPolicy => match.PathMatchPolicy.TypedConfig.TryUnpack(out UriTemplateMatchConfig template) && UriTemplate.IsMatch(template.PathTemplate, path),
            _ => false,
        };
    }

    private static string PathText(RouteMatch match) => match.PathSpecifierCase switch
    {
        PathKind.Prefix => $"path {match.Prefix}*",
        PathKind.Path => $"path {match.Path}",
        PathKind.SafeRegex => $"path ~ {match.SafeRegex.Regex}",
        PathKind.PathSeparatedPrefix => $"path {match.PathSeparatedPrefix} or below",
        PathKind.ConnectMatcher => "CONNECT",
        _ => "path template",
    };
}
