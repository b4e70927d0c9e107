using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MeshControl.Generation.Injection.Pods;

/// <summary>Reads and writes the parts of a pod that injection is about; fields it does not know stay as they are.</summary>
internal static class PodJson
{
    public const string ProxyContainer = "istio-proxy";

    public static JsonObject Child(this JsonObject parent, string name)
    {
        if (parent[name] is JsonObject child)
        {
            return child;
        }

        child = [];
        parent[name] = child;
        return child;
    }

    public static JsonArray List(this JsonObject parent, string name)
    {
        if (parent[name] is JsonArray list)
        {
            return list;
        }

        list = [];
        parent[name] = list;
        return list;
    }

    /// <summary>The objects of a list; none where there is no such list.</summary>
    public static IEnumerable<JsonObject> Items(this JsonObject? parent, string name) => (parent?[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>A text; empty where there is none.</summary>
    public static string Text(this JsonObject? parent, string name) =>
        parent?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";

    public static bool Flag(this JsonObject? parent, string name) => parent?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    /// <summary>A whole number, or null.</summary>
    public static long? Number(this JsonObject? parent, string name) =>
        parent?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        // By its text: a value that was read and one that was set convert differently.
        && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? (long)number
            : null;

    public static JsonObject? Named(this JsonObject? parent, string list, string name) => parent.Items(list).FirstOrDefault(item => item.Text("name") == name);

    /// <summary>Labels or annotations of a pod.</summary>
    public static Dictionary<string, string> Texts(this JsonObject pod, string name)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in (pod["metadata"] as JsonObject)?[name] as JsonObject ?? [])
        {
            texts[key] = value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : value?.ToJsonString() ?? "";
        }

        return texts;
    }

    /// <summary>Every container, those of init first.</summary>
    public static IEnumerable<JsonObject> AllContainers(this JsonObject pod) =>
        (pod["spec"] as JsonObject).Items("initContainers").Concat((pod["spec"] as JsonObject).Items("containers"));

    /// <summary>The proxy's container, wherever it runs.</summary>
    public static JsonObject? Proxy(this JsonObject pod) => pod.AllContainers().FirstOrDefault(container => container.Text("name") == ProxyContainer);

    public static void RemoveIfEmpty(this JsonObject parent, string name)
    {
        if (parent[name] is JsonObject { Count: 0 } or JsonArray { Count: 0 })
        {
            parent.Remove(name);
        }
    }
}
