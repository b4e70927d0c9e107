namespace MeshControl.Model.Resources.Mesh;

/// <summary>What selectors with Kubernetes' operators select.</summary>
public static class LabelSelectors
{
    /// <summary>One of them matches; none at all selects everything.</summary>
    public static bool Select(this IReadOnlyList<LabelSelector> selectors, IReadOnlyDictionary<string, string> labels) =>
        selectors.Count == 0 || selectors.Any(selector => selector.Matches(labels));

    /// <summary>Every condition holds; an unknown operator matches nothing.</summary>
    public static bool Matches(this LabelSelector selector, IReadOnlyDictionary<string, string> labels) =>
        selector.MatchLabels.All(wanted => labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value)
        && selector.MatchExpressions.All(requirement => requirement.Matches(labels));

    private static bool Matches(this LabelSelectorRequirement requirement, IReadOnlyDictionary<string, string> labels) => requirement.Operator switch
    {
        "In" => labels.TryGetValue(requirement.Key, out var value) && requirement.Values.Contains(value),
        "NotIn" => !labels.TryGetValue(requirement.Key, out var value) || !requirement.Values.Contains(value),
        "Exists" => labels.ContainsKey(requirement.Key),
        "DoesNotExist" => !labels.ContainsKey(requirement.Key),
        _ => false,
    };
}
