using System.Globalization;
using Envoy.Config.Route.V3;
using Envoy.Type.Matcher.V3;
using Kind = Envoy.Config.Route.V3.HeaderMatcher.HeaderMatchSpecifierOneofCase;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>envoy.config.route.v3.HeaderMatcher, of routes and access rules.</summary>
internal static class HeaderMatching
{
    public static bool Matches(HeaderMatcher matcher, HttpRequest request)
    {
        var value = request.Header(matcher.Name);
        if (matcher.HeaderMatchSpecifierCase is Kind.None or Kind.PresentMatch)
        {
            var wanted = matcher.HeaderMatchSpecifierCase == Kind.None || matcher.PresentMatch;
            return ((value is not null || matcher.TreatMissingHeaderAsEmpty) == wanted) != matcher.InvertMatch;
        }

        // A missing header satisfies nothing, not even an inverted matcher, unless it counts as empty.
        if (value is null && !matcher.TreatMissingHeaderAsEmpty)
        {
            return false;
        }

        return MatchesValue(matcher, value ?? "") != matcher.InvertMatch;
    }

    public static string Text(HeaderMatcher matcher)
    {
        var not = matcher.InvertMatch ? "not " : "";
        return matcher.HeaderMatchSpecifierCase switch
        {
            Kind.None => $"{not}header {matcher.Name}",
            Kind.PresentMatch => matcher.PresentMatch ? $"{not}header {matcher.Name}" : $"{not}no header {matcher.Name}",
            Kind.RangeMatch => $"{not}{matcher.Name} in [{matcher.RangeMatch.Start},{matcher.RangeMatch.End})",
            Kind.StringMatch => $"{not}{matcher.Name} {StringMatching.Text(matcher.StringMatch)}",
            _ => $"{not}{matcher.Name} {StringMatching.Text(Older(matcher))}",
        };
    }

    private static bool MatchesValue(HeaderMatcher matcher, string value) => matcher.HeaderMatchSpecifierCase switch
    {
        Kind.RangeMatch => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= matcher.RangeMatch.Start && number < matcher.RangeMatch.End,
        Kind.StringMatch => StringMatching.Matches(matcher.StringMatch, value),
        _ => StringMatching.Matches(Older(matcher), value),
    };

    // The kinds that string_match replaced.
#pragma warning disable CS0612, CS0618
    private static StringMatcher Older(HeaderMatcher matcher) => matcher.HeaderMatchSpecifierCase switch
    {
        Kind.ExactMatch => new StringMatcher { Exact = matcher.ExactMatch },
        Kind.PrefixMatch => new StringMatcher { Prefix = matcher.PrefixMatch },
        Kind.SuffixMatch => new StringMatcher { Suffix = matcher.SuffixMatch },
        Kind.ContainsMatch => new StringMatcher { Contains = matcher.ContainsMatch },
        Kind.SafeRegexMatch => new StringMatcher { SafeRegex = matcher.SafeRegexMatch },
        _ => new StringMatcher(),
    };
#pragma warning restore CS0612, CS0618
}
