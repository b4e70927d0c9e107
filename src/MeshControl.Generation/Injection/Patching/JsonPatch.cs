using System.Text.Json.Nodes;

namespace MeshControl.Generation.Injection.Patching;

/// <summary>What makes one JSON document of another, as RFC 6902 says it; empty where they are equal.</summary>
public static class JsonPatch
{
    public static JsonArray Between(JsonNode? before, JsonNode? after)
    {
        var patch = new JsonArray();
        Compare(patch, "", before, after);
        return patch;
    }

    private static void Compare(JsonArray patch, string path, JsonNode? before, JsonNode? after)
    {
        switch (before, after)
        {
            case (JsonObject old, JsonObject now):
                CompareObjects(patch, path, old, now);
                break;
            case (JsonArray old, JsonArray now):
                CompareArrays(patch, path, old, now);
                break;
            default:
                if (!JsonNode.DeepEquals(before, after))
                {
                    Add(patch, "replace", path, after);
                }

                break;
        }
    }

    private static void CompareObjects(JsonArray patch, string path, JsonObject before, JsonObject after)
    {
        foreach (var (key, _) in before.Where(member => !after.ContainsKey(member.Key)))
        {
            Add(patch, "remove", $"{path}/{Escape(key)}", null);
        }

        foreach (var (key, value) in after)
        {
            if (before.TryGetPropertyValue(key, out var old))
            {
                Compare(patch, $"{path}/{Escape(key)}", old, value);
            }
            else
            {
                Add(patch, "add", $"{path}/{Escape(key)}", value);
            }
        }
    }

    // Items at the same place are compared; what is left at the end is removed from the end, or added to it.
    private static void CompareArrays(JsonArray patch, string path, JsonArray before, JsonArray after)
    {
        var common = Math.Min(before.Count, after.Count);
        for (var i = 0; i < common; i++)
        {
            Compare(patch, $"{path}/{i}", before[i], after[i]);
        }

        for (var i = before.Count - 1; i >= common; i--)
        {
            Add(patch, "remove", $"{path}/{i}", null);
        }

        for (var i = common; i < after.Count; i++)
        {
            Add(patch, "add", $"{path}/-", after[i]);
        }
    }

    private static void Add(JsonArray patch, string operation, string path, JsonNode? value)
    {
        var entry = new JsonObject { ["op"] = operation, ["path"] = path };
        if (operation != "remove")
        {
            entry["value"] = value?.DeepClone();
        }

        patch.Add((JsonNode)entry);
    }

    private static string Escape(string key) => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
