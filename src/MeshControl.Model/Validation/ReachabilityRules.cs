using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Traffic;

namespace MeshControl.Model.Validation;

/// <summary>Rules and conditions of a VirtualService that earlier ones leave nothing to.</summary>
internal static class ReachabilityRules
{
    public static void Validate(ValidationContext context, VirtualService spec)
    {
        Check(context, "http", spec.Http, route => route.Match, match => SpecFingerprint.Of(match with { Name = "" }), NameOf, MatchName);
        Check(context, "tls", spec.Tls, route => route.Match, SpecFingerprint.Of, (_, index) => $"#{index}", (_, index) => $"#{index}");
        Check(context, "tcp", spec.Tcp, route => route.Match, SpecFingerprint.Of, (_, index) => $"#{index}", (_, index) => $"#{index}");
        CheckPrefixes(context, spec.Http);
    }

    private static void Check<TRoute, TMatch>(
        ValidationContext context,
        string field,
        IReadOnlyList<TRoute> routes,
        Func<TRoute, IReadOnlyList<TMatch>> matchesOf,
        Func<TMatch, UInt128> fingerprint,
        Func<TRoute, int, string> routeName,
        Func<TMatch, int, string> matchName)
    {
        var seen = new Dictionary<UInt128, int>();
        var catchAll = -1;
        for (var i = 0; i < routes.Count; i++)
        {
            var path = $"{field}[{i}]";
            var matches = matchesOf(routes[i]);
            if (catchAll >= 0)
            {
                Unreachable(context, path, routeName(routes[i], i), matches.Count == 0 ? "only the last rule can have no matches" : "route without matches defined before");
                continue;
            }

            if (matches.Count == 0)
            {
                catchAll = i;
                continue;
            }

            var repeated = 0;
            for (var j = 0; j < matches.Count; j++)
            {
                if (!seen.TryAdd(fingerprint(matches[j]), i))
                {
                    var first = seen[fingerprint(matches[j])];
                    Ineffective(context, $"{path}.match[{j}]", routeName(routes[i], i), matchName(matches[j], j), routeName(routes[first], first));
                    repeated++;
                }
            }

            if (repeated == matches.Count)
            {
                Unreachable(context, path, routeName(routes[i], i), "all matches used by prior rules");
            }
        }
    }

    private static void CheckPrefixes(ValidationContext context, IReadOnlyList<HttpRoute> routes)
    {
        var earlier = new List<(string Route, string Name, HttpMatchRequest Match)>();
        for (var i = 0; i < routes.Count; i++)
        {
            for (var j = 0; j < routes[i].Match.Count; j++)
            {
                var match = routes[i].Match[j];
                if (match.Uri?.Prefix is not { Length: > 0 } prefix)
                {
                    continue;
                }

                var (route, name) = (NameOf(routes[i], i), MatchName(match, j));
                if (earlier.Find(other => other.Match.Uri!.Prefix != prefix && MatchCover.Covers(other.Match, match)) is { Match: { } cover } by)
                {
                    Ineffective(context, $"http[{i}].match[{j}]", route, $"{name} of prefix {prefix}", $"{by.Name} of prefix {cover.Uri!.Prefix} on {by.Route}");
                }

                earlier.Add((route, name, match));
            }
        }
    }

    private static string NameOf(HttpRoute route, int index) => route.Name.Length > 0 ? $"\"{route.Name}\"" : $"#{index}";

    private static string MatchName(HttpMatchRequest match, int index) => match.Name.Length > 0 ? $"\"{match.Name}\"" : $"#{index}";

    private static void Unreachable(ValidationContext context, string path, string route, string reason) =>
        context.Warning(FindingCode.UnreachableRule, path, $"VirtualService rule {route} not used ({reason}).", "move it up, or remove it");

    private static void Ineffective(ValidationContext context, string path, string route, string match, string earlier) => context.Warning(
        FindingCode.IneffectiveMatch, path, $"VirtualService rule {route} match {match} is not used (duplicate/overlapping match in rule {earlier}).",
        "put the narrower match first, or remove it");
}
