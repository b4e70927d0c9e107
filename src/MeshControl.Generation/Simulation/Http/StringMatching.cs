using Envoy.Type.Matcher.V3;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>envoy.type.matcher.v3.StringMatcher.</summary>
internal static class StringMatching
{
    public static bool Matches(StringMatcher matcher, string text)
    {
        var comparison = matcher.IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return matcher.MatchPatternCase switch
        {
            StringMatcher.MatchPatternOneofCase.Exact => text.Equals(matcher.Exact, comparison),
            StringMatcher.MatchPatternOneofCase.Prefix => text.StartsWith(matcher.Prefix, comparison),
            StringMatcher.MatchPatternOneofCase.Suffix => text.EndsWith(matcher.Suffix, comparison),
            StringMatcher.MatchPatternOneofCase.Contains => text.Contains(matcher.Contains, comparison),
            StringMatcher.MatchPatternOneofCase.SafeRegex => Re2.IsFullMatch(matcher.SafeRegex.Regex, text),
            _ => false,
        };
    }

    /// <summary>The matcher in words: `exact jason`, `prefix /api`.</summary>
    public static string Text(StringMatcher matcher) => matcher.MatchPatternCase switch
    {
        StringMatcher.MatchPatternOneofCase.Exact => $"= {matcher.Exact}",
        StringMatcher.MatchPatternOneofCase.Prefix => $"= {matcher.Prefix}*",
        StringMatcher.MatchPatternOneofCase.Suffix => $"= *{matcher.Suffix}",
        StringMatcher.MatchPatternOneofCase.Contains => $"= *{matcher.Contains}*",
        StringMatcher.MatchPatternOneofCase.SafeRegex => $"~ {matcher.SafeRegex.Regex}",
        _ => "?",
    };
}
