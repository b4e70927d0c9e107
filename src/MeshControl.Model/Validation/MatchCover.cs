using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Whether every request that one match takes is taken by another one before it.</summary>
internal static class MatchCover
{
    /// <summary>Both have URI prefixes.</summary>
    public static bool Covers(HttpMatchRequest wide, HttpMatchRequest narrow) =>
        wide.IgnoreUriCase == narrow.IgnoreUriCase
        && narrow.Uri!.Prefix!.StartsWith(wide.Uri!.Prefix!, StringComparison.Ordinal)
        && Implied(wide.Scheme, narrow.Scheme)
        && Implied(wide.Method, narrow.Method)
        && Implied(wide.Authority, narrow.Authority)
        && (wide.Port == 0 || wide.Port == narrow.Port)
        && (wide.SourceNamespace.Length == 0 || wide.SourceNamespace == narrow.SourceNamespace)
        && wide.SourceLabels.All(label => narrow.SourceLabels.TryGetValue(label.Key, out var value) && value == label.Value)
        && (wide.Gateways.Count == 0 || (narrow.Gateways.Count > 0 && narrow.Gateways.All(gateway => wide.Gateways.Contains(gateway))))
        && Implied(wide.Headers, narrow.Headers)
        && Implied(wide.QueryParams, narrow.QueryParams)
        && wide.WithoutHeaders.All(header => narrow.WithoutHeaders.TryGetValue(header.Key, out var same) && same == header.Value);

    private static bool Implied(IReadOnlyDictionary<string, StringMatch> wide, IReadOnlyDictionary<string, StringMatch> narrow) =>
        wide.All(condition => narrow.TryGetValue(condition.Key, out var other) && Implied(condition.Value, other));

    private static bool Implied(StringMatch? wide, StringMatch? narrow)
    {
        if (wide is null)
        {
            return true;
        }

        if (narrow is null)
        {
            return false;
        }

        return wide == narrow
            || wide is { Exact: null, Prefix: null, Regex: null }
            || (wide.Prefix is { } prefix && (narrow.Prefix ?? narrow.Exact)?.StartsWith(prefix, StringComparison.Ordinal) == true);
    }
}
