using MeshControl.Generation.Filters.Authorization;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Policy;

namespace MeshControl.Generation.Filters.RateLimiting;

/// <summary>The conditions of a rule as an expression.</summary>
internal static class RequestConditions
{
    private const string Path = "request.url_path";
    private const string CookieHeader = "request.headers['cookie']";

    /// <summary>An expression that is true for the requests that a rule counts; "true" where it has no condition.</summary>
    public static string Of(RateLimitMatch match, TrustDomains domains)
    {
        var conditions = new List<string>();
        Add(match.Routes.Select(static route => $"xds.route_name == {CelText.Quote(route)} || xds.route_name.startsWith({CelText.Quote(route + ".")})"));
        Add(match.Ports.Select(static port => $"destination.port == {port}"));
        Add(match.Methods.Select(static method => $"request.method == {CelText.Quote(method)}"));
        Add(match.Paths.Select(OfPath));
        conditions.AddRange(match.Headers.Select(OfHeader));
        conditions.AddRange(match.Cookies.Select(OfCookie));
        if (match.Source is { } source)
        {
            conditions.AddRange(SourceConditions.Of(source, domains));
        }

        return conditions.Count == 0 ? "true" : CelText.All(conditions);

        void Add(IEnumerable<string> anyOf)
        {
            if (anyOf.ToList() is { Count: > 0 } list)
            {
                conditions.Add(CelText.Any(list.Select(static condition => $"({condition})")));
            }
        }
    }

    private static string OfPath(StringMatch match) =>
        match.Exact is { } exact ? $"{Path} == {CelText.Quote(exact)}"
        : match.Prefix is { } prefix ? $"{Path}.startsWith({CelText.Quote(prefix)})"
        : $"{Path}.matches({CelText.Quote(Whole(match.Regex ?? ""))})";

    private static string OfHeader(RateLimitValueMatch match)
    {
        var name = CelText.Quote(match.Name.ToLowerInvariant());
        var isThere = $"{name} in request.headers";
        var value = $"request.headers[{name}]";
        return match.Absent == true ? CelText.Not(isThere)
            : match.Exact is { } exact ? $"({isThere} && {value} == {CelText.Quote(exact)})"
            : match.Prefix is { } prefix ? $"({isThere} && {value}.startsWith({CelText.Quote(prefix)}))"
            : match.Regex is { } regex ? $"({isThere} && {value}.matches({CelText.Quote(Whole(regex))}))"
            : $"({isThere})";
    }

    private static string OfCookie(RateLimitValueMatch match)
    {
        var value = match.Exact is { } exact ? CelText.EscapeRegex(exact)
            : match.Prefix is { } prefix ? CelText.EscapeRegex(prefix) + "[^;]*"
            : match.Regex is { } regex ? $"(?:{regex})"
            : "[^;]*";
        var pattern = $@"(?:^|;)\s*{CelText.EscapeRegex(match.Name)}={value}\s*(?:;|$)";
        var condition = $"('cookie' in request.headers && {CookieHeader}.matches({CelText.Quote(pattern)}))";
        return match.Absent == true ? CelText.Not(condition) : condition;
    }

    private static string Whole(string regex) => $"^(?:{regex})$";
}
