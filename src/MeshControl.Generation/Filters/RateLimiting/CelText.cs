using System.Text;

namespace MeshControl.Generation.Filters.RateLimiting;

/// <summary>Pieces of expressions in the Common Expression Language, over Envoy's attributes.</summary>
internal static class CelText
{
    /// <summary>The peer's SPIFFE ID; empty without mutual TLS.</summary>
    public const string Peer = "(has(connection.uri_san_peer_certificate) ? connection.uri_san_peer_certificate : '')";

    private const string RegexCharacters = @"\.+*?()|[]{}^$";

    /// <summary>A text literal.</summary>
    public static string Quote(string text)
    {
        var result = new StringBuilder("'");
        foreach (var c in text)
        {
            _ = c switch
            {
                '\\' => result.Append(@"\\"),
                '\'' => result.Append(@"\'"),
                '\n' => result.Append(@"\n"),
                '\r' => result.Append(@"\r"),
                _ => result.Append(c),
            };
        }

        return result.Append('\'').ToString();
    }

    /// <summary>An RE2 expression that matches just this text.</summary>
    public static string EscapeRegex(string text)
    {
        var result = new StringBuilder();
        foreach (var c in text)
        {
            (RegexCharacters.Contains(c, StringComparison.Ordinal) ? result.Append('\\') : result).Append(c);
        }

        return result.ToString();
    }

    /// <summary>True where one of the conditions is; each has to be closed in itself.</summary>
    public static string Any(IEnumerable<string> conditions) => Join(conditions, " || ");

    /// <summary>True where all of the conditions are.</summary>
    public static string All(IEnumerable<string> conditions) => Join(conditions, " && ");

    /// <summary>The condition's opposite.</summary>
    public static string Not(string condition) => $"!({condition})";

    private static string Join(IEnumerable<string> conditions, string word)
    {
        var list = conditions.ToList();
        return list.Count == 1 ? list[0] : $"({string.Join(word, list)})";
    }
}
