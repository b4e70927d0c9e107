using Envoy.Type.Matcher.V3;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Traffic;
using MeshControl.Model.Validation;

namespace MeshControl.Generation.Routes;

/// <summary>String matches of the API as Envoy's.</summary>
internal static class StringMatchers
{
    /// <summary>Null where the match is empty.</summary>
    public static StringMatcher? Build(StringMatch match)
    {
        if (match.Exact is { } exact)
        {
            return new StringMatcher { Exact = exact };
        }

        if (match.Prefix is { } prefix)
        {
            return new StringMatcher { Prefix = prefix };
        }

        return match.Regex is { } regex ? new StringMatcher { SafeRegex = new RegexMatcher { Regex = regex } } : null;
    }

    /// <summary>An empty match and the regex `*` ask only that the value is there.</summary>
    public static bool IsPresence(StringMatch? match) =>
        match is null || match.Regex == "*" || (match.Exact is null && match.Prefix is null && match.Regex is null);

    /// <summary>False for what Envoy would refuse: a bad or empty regular expression, or a prefix of nothing.</summary>
    public static bool IsUsable(StringMatch? match) =>
        IsPresence(match) || (match!.Regex is { } regex ? regex.Length > 0 && Re2Syntax.IsValid(regex) : match.Prefix is not "");
}
