using MeshControl.Model.Resources;

namespace MeshControl.Model.Analysis;

/// <summary>Label selectors as sets of equalities.</summary>
internal static class Labels
{
    /// <summary>No selector, or an empty one, selects everything.</summary>
    public static bool Match(IReadOnlyDictionary<string, string>? selector, IReadOnlyDictionary<string, string> labels) =>
        selector is null || selector.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value);

    public static bool Match(IReadOnlyDictionary<string, string>? selector, Resource workload) => Match(selector, workload.Meta.Labels);

    /// <summary>a=b,c=d in the order of the keys, as kubectl writes a selector.</summary>
    public static string Write(IReadOnlyDictionary<string, string>? selector) =>
        string.Join(',', (selector ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
}
