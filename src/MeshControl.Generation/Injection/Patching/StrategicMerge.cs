using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace MeshControl.Generation.Injection.Patching;

/// <summary>Kubernetes' strategic merge of pods: maps by key, some lists by a key of their items, the rest as a whole; null deletes.</summary>
internal static class StrategicMerge
{
    private static readonly FrozenDictionary<string, string> Keys = new Dictionary<string, string>
    {
        ["containers"] = "name",
        ["initContainers"] = "name",
        ["ephemeralContainers"] = "name",
        ["volumes"] = "name",
        ["env"] = "name",
        ["imagePullSecrets"] = "name",
        ["volumeMounts"] = "mountPath",
        ["volumeDevices"] = "devicePath",
        ["ports"] = "containerPort",
        ["sysctls"] = "name",
        ["hostAliases"] = "ip",
        ["topologySpreadConstraints"] = "topologyKey",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Changes <paramref name="target"/>; new items of lists go to the end.</summary>
    public static void Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (key, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(key);
                    break;
                case JsonObject above when target[key] is JsonObject below:
                    Apply(below, above);
                    break;
                case JsonArray above when Keys.TryGetValue(key, out var mergeKey) && target[key] is JsonArray below:
                    Apply(below, above, mergeKey);
                    break;
                default:
                    target[key] = WithoutNulls(value);
                    break;
            }
        }
    }

    private static void Apply(JsonArray target, JsonArray patch, string mergeKey)
    {
        foreach (var item in patch)
        {
            var known = item is JsonObject above && above[mergeKey] is { } key
                ? target.OfType<JsonObject>().FirstOrDefault(other => JsonNode.DeepEquals(other[mergeKey], key))
                : null;
            if (known is null)
            {
                target.Add(item is null ? null : WithoutNulls(item));
            }
            else if (item!["$patch"]?.ToString() == "delete")
            {
                target.Remove(known);
            }
            else
            {
                Apply(known, (JsonObject)item);
            }
        }
    }

    private static JsonNode WithoutNulls(JsonNode value)
    {
        if (value is not JsonObject map)
        {
            return value.DeepClone();
        }

        var result = new JsonObject();
        foreach (var (key, member) in map)
        {
            if (member is not null)
            {
                result[key] = WithoutNulls(member);
            }
        }

        return result;
    }
}
