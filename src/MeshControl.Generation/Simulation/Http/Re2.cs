using System.Text;
using System.Text.RegularExpressions;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>RE2 expressions as Envoy evaluates them: linear time, ASCII classes, and (for matchers) the whole text.</summary>
internal static class Re2
{
    private static readonly (string Posix, string Plain)[] PosixClasses =
    [
        ("[:alnum:]", "0-9A-Za-z"), ("[:alpha:]", "A-Za-z"), ("[:digit:]", "0-9"), ("[:lower:]", "a-z"), ("[:upper:]", "A-Z"),
        ("[:space:]", @"\t\n\v\f\r "), ("[:word:]", "0-9A-Za-z_"), ("[:xdigit:]", "0-9A-Fa-f"), ("[:punct:]", @"!-/:-@\[-`{-~"), ("[:blank:]", @"\t "),
    ];

    /// <summary>True when the expression matches all of the text; an expression that is none matches nothing.</summary>
    public static bool IsFullMatch(string expression, string text) =>
        Compile($@"\A(?:{Translate(expression)})\z") is { } regex && regex.IsMatch(text);

    /// <summary>Replaces every match; `\0` to `\9` in the substitution are groups.</summary>
    public static string ReplaceAll(string expression, string text, string substitution) =>
        Compile(Translate(expression)) is { } regex ? regex.Replace(text, match => Expand(match, substitution)) : text;

    private static Regex? Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Expand(Match match, string substitution)
    {
        var text = new StringBuilder();
        for (var i = 0; i < substitution.Length; i++)
        {
            if (substitution[i] != '\\' || i + 1 == substitution.Length)
            {
                text.Append(substitution[i]);
            }
            else if (char.IsAsciiDigit(substitution[++i]))
            {
                text.Append(match.Groups[substitution[i] - '0'].Value);
            }
            else
            {
                text.Append(substitution[i]);
            }
        }

        return text.ToString();
    }

    // .NET's \d, \w, \s know all of Unicode, and its $ matches before a last line end.
    private static string Translate(string expression)
    {
        foreach (var (posix, plain) in PosixClasses)
        {
            expression = expression.Replace(posix, plain, StringComparison.Ordinal);
        }

        var text = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < expression.Length; i++)
        {
            var letter = expression[i];
            if (letter == '\\' && i + 1 < expression.Length)
            {
                text.Append(Escape(expression[++i], inClass));
            }
            else if (!inClass && letter == '$')
            {
                text.Append(@"\z");
            }
            else if (!inClass && string.CompareOrdinal(expression, i, "(?P<", 0, 4) == 0)
            {
                text.Append("(?<");
                i += 3;
            }
            else
            {
                inClass = letter == '[' || (inClass && (letter != ']' || IsFirstOfClass(expression, i)));
                text.Append(letter);
            }
        }

        return text.ToString();
    }

    private static bool IsFirstOfClass(string expression, int at) => expression[at - 1] == '[' || (expression[at - 1] == '^' && at > 1 && expression[at - 2] == '[');

    private static string Escape(char letter, bool inClass) => (letter, inClass) switch
    {
        ('d', false) => "[0-9]",
        ('d', true) => "0-9",
        ('w', false) => "[0-9A-Za-z_]",
        ('w', true) => "0-9A-Za-z_",
        ('s', false) => @"[\t\n\f\r ]",
        ('s', true) => @"\t\n\f\r ",
        ('D', false) => "[^0-9]",
        ('W', false) => "[^0-9A-Za-z_]",
        ('S', false) => @"[^\t\n\f\r ]",
        _ => $@"\{letter}",
    };
}
