using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Pods;

namespace MeshControl.Generation.Injection.Settings;

/// <summary>The values of the injector's ConfigMap, by istiod's names, over the built-in ones.</summary>
public sealed class InjectionValues
{
    private readonly JsonObject _values;

    public InjectionValues(JsonObject values) => _values = values;

    /// <summary>These values where <paramref name="above"/> does not say otherwise.</summary>
    public InjectionValues With(JsonObject above)
    {
        var merged = (JsonObject)_values.DeepClone();
        Overlay(merged, above);
        return new(merged);
    }

    /// <summary>A value by its dotted path, or null.</summary>
    public JsonNode? Node(string path) => path.Split('.').Aggregate((JsonNode?)_values, (node, name) => (node as JsonObject)?[name]);

    /// <summary>A value as text; empty where there is none.</summary>
    public string Text(string path) => Node(path) switch
    {
        null => "",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        var other => other.ToJsonString(),
    };

    public bool Flag(string path) => Text(path) == "true";

    public int Number(string path) => int.TryParse(Text(path), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>A map; null where it is empty.</summary>
    public JsonObject? Map(string path) => Node(path) is JsonObject { Count: > 0 } map ? (JsonObject)map.DeepClone() : null;

    // Resources and hooks are replaced as a whole: a limit that is not given is none.
    private static void Overlay(JsonObject below, JsonObject above)
    {
        foreach (var (key, value) in above)
        {
            if (value is JsonObject map && key is not ("resources" or "lifecycle"))
            {
                Overlay(below.Child(key), map);
            }
            else if (value is not null)
            {
                below[key] = value.DeepClone();
            }
        }
    }
}
