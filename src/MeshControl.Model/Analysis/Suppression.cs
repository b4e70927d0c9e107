using System.Text.RegularExpressions;

namespace MeshControl.Model.Analysis;

/// <summary>Messages that are not wanted: CODE=KIND NAME[.NAMESPACE], with * for any text, as istioctl takes it.</summary>
public sealed partial record Suppression(string Code, string Object)
{
    /// <summary>Null where the text is no suppression.</summary>
    public static Suppression? Parse(string text) =>
        Form().Match(text) is { Success: true } match ? new(match.Groups["code"].Value, match.Groups["object"].Value) : null;

    internal bool Covers(AnalysisMessage message)
    {
        if (message.Resource is not { } key || !Matches(Code, message.Code.Id))
        {
            return false;
        }

        var kind = message.Origin[..message.Origin.IndexOf(' ', StringComparison.Ordinal)];
        return Matches(Object, $"{kind} {key.Name}.{key.Namespace}") || Matches(Object, $"{kind} {key.Name}") || Matches(Object, message.Origin);
    }

    private static bool Matches(string pattern, string text) =>
        Regex.IsMatch(text, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.NonBacktracking, Timeout.InfiniteTimeSpan);

    [GeneratedRegex(@"^(?<code>[A-Z*]+[0-9*]*)=(?<object>\S+ \S+|\*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
