using System.Text;
using Envoy.Config.Route.V3;
using Envoy.Type.Matcher.V3;

namespace MeshControl.Generation.Filters.Authorization;

/// <summary>Values with a star at one end as Envoy's matchers (security specification 5.5).</summary>
internal static class WildcardMatchers
{
    private const string Any = "*";

    /// <summary>`*` asks for a text that is not empty.</summary>
    public static StringMatcher Text(string value, bool ignoreCase = false)
    {
        if (value == Any)
        {
            return NotEmpty();
        }

        // Only one star is understood: in `*a*` the second one is a letter.
        if (value.StartsWith('*'))
        {
            return new StringMatcher { Suffix = value[1..], IgnoreCase = ignoreCase };
        }

        return value.EndsWith('*')
            ? new StringMatcher { Prefix = value[..^1], IgnoreCase = ignoreCase }
            : new StringMatcher { Exact = value, IgnoreCase = ignoreCase };
    }

    public static StringMatcher Exact(string value) => new() { Exact = value };

    public static StringMatcher NotEmpty() => Regex(".+");

    public static StringMatcher Regex(string regex) => new() { SafeRegex = new RegexMatcher { Regex = regex } };

    /// <summary>`*` asks for a header that is there.</summary>
    public static HeaderMatcher Header(string name, string value, bool ignoreCase = false) => value == Any
        ? new HeaderMatcher { Name = name, PresentMatch = true }
        : new HeaderMatcher { Name = name, StringMatch = Text(value, ignoreCase) };

    /// <summary>The text with everything escaped that RE2 gives a meaning.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (@"\.+*?()|[]{}^$".Contains(c, StringComparison.Ordinal))
            {
                quoted.Append('\\');
            }

            quoted.Append(c);
        }

        return quoted.ToString();
    }
}
