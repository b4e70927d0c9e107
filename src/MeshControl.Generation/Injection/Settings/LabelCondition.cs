using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Pods;

namespace MeshControl.Generation.Injection.Settings;

/// <summary>A Kubernetes label selector; an empty one matches nothing here, so that a forgotten line does not take a whole cluster in or out.</summary>
public sealed class LabelCondition
{
    private readonly IReadOnlyList<(string Key, string Operator, IReadOnlyList<string> Values)> _requirements;

    private LabelCondition(IReadOnlyList<(string Key, string Operator, IReadOnlyList<string> Values)> requirements) => _requirements = requirements;

    /// <summary>Null and a reason where it is none.</summary>
    public static LabelCondition? Read(JsonNode? selector, out string error)
    {
        error = "";
        var requirements = new List<(string, string, IReadOnlyList<string>)>();
        foreach (var (key, value) in selector?["matchLabels"] as JsonObject ?? [])
        {
            requirements.Add((key, "In", [value?.ToString() ?? ""]));
        }

        foreach (var item in (selector as JsonObject).Items("matchExpressions"))
        {
            IReadOnlyList<string> values = [.. (item["values"] as JsonArray ?? []).Select(value => value?.ToString() ?? "")];
            var (key, op) = (item.Text("key"), item.Text("operator"));
            if (key.Length == 0 || (op, values.Count) is not (("In" or "NotIn", > 0) or ("Exists" or "DoesNotExist", 0)))
            {
                error = $"{item.ToJsonString()} is no label condition: it needs a key, and an operator In or NotIn with values, or Exists or DoesNotExist without";
                return null;
            }

            requirements.Add((key, op, values));
        }

        return new(requirements);
    }

    public bool Matches(IReadOnlyDictionary<string, string> labels) => _requirements.Count > 0 && _requirements.All(requirement =>
    {
        var isThere = labels.TryGetValue(requirement.Key, out var value);
        return requirement.Operator switch
        {
            "In" => isThere && requirement.Values.Contains(value!),
            "NotIn" => !isThere || !requirement.Values.Contains(value!),
            "Exists" => isThere,
            _ => !isThere,
        };
    });
}
