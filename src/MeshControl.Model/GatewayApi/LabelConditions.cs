using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Model.GatewayApi;

/// <summary>Kubernetes' label selectors.</summary>
internal static class LabelConditions
{
    public static bool Match(LabelSelector selector, IReadOnlyDictionary<string, string> labels) =>
        selector.MatchLabels.All(entry => labels.TryGetValue(entry.Key, out var value) && value == entry.Value)
        && selector.MatchExpressions.All(condition => Holds(condition, labels));

    private static bool Holds(LabelSelectorRequirement condition, IReadOnlyDictionary<string, string> labels)
    {
        var isThere = labels.TryGetValue(condition.Key, out var value);
        return condition.Operator switch
        {
            "In" => isThere && condition.Values.Contains(value!),
            "NotIn" => !isThere || !condition.Values.Contains(value!),
            "Exists" => isThere,
            "DoesNotExist" => !isThere,
            _ => false,
        };
    }
}
