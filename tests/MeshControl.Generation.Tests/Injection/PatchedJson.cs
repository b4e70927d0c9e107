using System.Globalization;
using System.Text.Json.Nodes;

namespace MeshControl.Generation.Tests.Injection;

/// <summary>Applies a JSON patch (RFC 6902) of add, remove and replace, as an API server does.</summary>
internal static class PatchedJson
{
    public static JsonNode Apply(JsonNode document, JsonArray patch)
    {
        var result = document.DeepClone();
        foreach (var operation in patch)
        {
            var path = operation!["path"]!.ToString().Split('/')[1..].Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
            var parent = path[..^1].Aggregate(result, (node, part) => node is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)]! : node[part]!);
            Change(parent, path[^1], operation["op"]!.ToString(), operation["value"]?.DeepClone());
        }

        return result;
    }

    private static void Change(JsonNode parent, string last, string operation, JsonNode? value)
    {
        switch (parent, operation)
        {
            case (JsonObject map, "remove"):
                Assert.True(map.Remove(last));
                break;
            case (JsonObject map, _):
                Assert.Equal(operation == "replace", map.ContainsKey(last));
                map[last] = value;
                break;
            case (JsonArray list, "add"):
                list.Insert(last == "-" ? list.Count : int.Parse(last, CultureInfo.InvariantCulture), value);
                break;
            case (JsonArray list, "remove"):
                list.RemoveAt(int.Parse(last, CultureInfo.InvariantCulture));
                break;
            case (JsonArray list, _):
                list[int.Parse(last, CultureInfo.InvariantCulture)] = value;
                break;
        }
    }
}
