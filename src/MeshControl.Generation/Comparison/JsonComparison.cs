using System.Globalization;
using System.Text.Json.Nodes;

namespace MeshControl.Generation.Comparison;

/// <summary>Where two JSON values differ. Elements of lists are paired by what names them, else by position.</summary>
public static class JsonComparison
{
    // What names an element of Envoy's lists: a virtual host, filter or chain, a weighted cluster, a load assignment's cluster.
    private static readonly string[] Names = ["name", "cluster_name", "key", "prefix"];

    public static IReadOnlyList<FieldChange> Compare(JsonNode? old, JsonNode? now)
    {
        var changes = new List<FieldChange>();
        Compare("", old, now, changes);
        return changes;
    }

    private static void Compare(string path, JsonNode? old, JsonNode? now, List<FieldChange> changes)
    {
        if (JsonNode.DeepEquals(old, now))
        {
            return;
        }

        switch (old, now)
        {
            case (JsonObject left, JsonObject right):
                CompareObjects(path, left, right, changes);
                break;
            case (JsonArray left, JsonArray right):
                CompareArrays(path, left, right, changes);
                break;
            default:
                changes.Add(new FieldChange(path, old?.ToJsonString(), now?.ToJsonString()));
                break;
        }
    }

    private static void CompareObjects(string path, JsonObject left, JsonObject right, List<FieldChange> changes)
    {
        foreach (var name in left.Select(member => member.Key).Union(right.Select(member => member.Key), StringComparer.Ordinal))
        {
            Compare(path.Length == 0 ? name : $"{path}.{name}", left[name], right[name], changes);
        }
    }

    private static void CompareArrays(string path, JsonArray left, JsonArray right, List<FieldChange> changes)
    {
        var (before, after) = (Labels(left), Labels(right));
        foreach (var label in before.Keys.Union(after.Keys, StringComparer.Ordinal))
        {
            Compare($"{path}[{label}]", before.GetValueOrDefault(label), after.GetValueOrDefault(label), changes);
        }
    }

    // A name that occurs twice names nothing: then the whole list goes by position.
    private static Dictionary<string, JsonNode?> Labels(JsonArray items)
    {
        var names = items.Select(NameOf).ToList();
        var isNamed = names.TrueForAll(name => name is not null) && names.Distinct(StringComparer.Ordinal).Count() == names.Count;
        return items.Select((item, index) => (Label: isNamed ? names[index]! : index.ToString(CultureInfo.InvariantCulture), Item: item))
            .ToDictionary(pair => pair.Label, pair => pair.Item, StringComparer.Ordinal);
    }

    private static string? NameOf(JsonNode? item)
    {
        if (item is not JsonObject members)
        {
            return null;
        }

        foreach (var name in Names)
        {
            if (members[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0)
            {
                return text;
            }
        }

        return members["endpoint"]?["address"]?["socket_address"] is JsonObject address ? $"{address["address"]}:{address["port_value"]}" : null;
    }
}
