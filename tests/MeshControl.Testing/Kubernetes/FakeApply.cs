using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MeshControl.Testing.Kubernetes;

/// <summary>Server-side apply without schemas: objects are merged field by field, lists are one field each but those whose elements have a type or a name.</summary>
internal static class FakeApply
{
    /// <exception cref="FakeAnswerException">409 where another manager owns a field with another value.</exception>
    public static (JsonObject Json, ImmutableDictionary<string, ImmutableHashSet<string>> Owned) Apply(StoredObject? old, JsonObject applied, string manager, bool force)
    {
        var owned = old?.Owned ?? ImmutableDictionary<string, ImmutableHashSet<string>>.Empty;
        var before = old?.Json ?? [];
        var leaves = Leaves(applied).ToImmutableDictionary(leaf => leaf.Path, leaf => leaf.Value);
        foreach (var (other, paths) in owned.Where(entry => entry.Key != manager))
        {
            var taken = paths.Where(path => leaves.TryGetValue(path, out var value) && !JsonNode.DeepEquals(Find(before, path), value)).ToList();
            if (taken.Count > 0 && !force)
                throw new FakeAnswerException(new FakeAnswer(409, "Conflict", $"Apply failed with {taken.Count} conflict: conflict with \"{other}\": {taken[0].Replace('\n', '.')}"));
            owned = owned.SetItem(other, paths.Except(taken));
        }

        var json = (JsonObject)before.DeepClone();
        foreach (var path in owned.GetValueOrDefault(manager, []).Where(path => !leaves.ContainsKey(path) && !owned.Any(e => e.Key != manager && e.Value.Contains(path))))
            Remove(json, path);
        // An element of a keyed list is made by its key; what is in it comes after.
        foreach (var (path, value) in leaves.OrderBy(leaf => leaf.Key.Count('\n')).ThenBy(leaf => IsKey(leaf.Key) ? 0 : 1))
            Set(json, path, value);
        return (json, owned.SetItem(manager, [.. leaves.Keys]));
    }

    /// <summary>The fields that are owned one by one; steps are joined by line breaks, an element of a keyed list is <c>[key]</c>.</summary>
    private static IEnumerable<(string Path, JsonNode? Value)> Leaves(JsonNode? node, string path = "")
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } fields:
                return fields.SelectMany(field => Leaves(field.Value, path.Length == 0 ? field.Key : $"{path}\n{field.Key}"));
            case JsonArray { Count: > 0 } list when list.All(item => KeyOf(item) is not null):
                return list.SelectMany(item => Leaves(item, $"{path}\n[{KeyOf(item)}]"));
            default:
                return [(path, node)];
        }
    }

    private static string? KeyOf(JsonNode? item) => ((item as JsonObject)?["type"] ?? (item as JsonObject)?["name"]) is JsonValue key ? key.ToString() : null;

    private static bool IsKey(string path) => path.EndsWith("\ntype", StringComparison.Ordinal) || path.EndsWith("\nname", StringComparison.Ordinal);

    private static JsonNode? Find(JsonNode? node, string path) => path.Split('\n').Aggregate(node, Child);

    private static JsonNode? Child(JsonNode? node, string step) =>
        node is JsonArray list ? list.FirstOrDefault(item => $"[{KeyOf(item)}]" == step) : (node as JsonObject)?[step];

    private static void Set(JsonObject root, string path, JsonNode? value)
    {
        var steps = path.Split('\n');
        JsonNode node = root;
        for (var i = 0; i < steps.Length - 1; i++)
        {
            var keyed = steps[i + 1][0] == '[';
            if (Child(node, steps[i]) is not { } next || (keyed && next is not JsonArray) || (!keyed && next is JsonArray))
            {
                next = keyed ? new JsonArray() : new JsonObject();
                if (node is JsonArray list)
                    list.Add(next);
                else
                    ((JsonObject)node)[steps[i]] = next;
            }

            node = next;
        }

        ((JsonObject)node)[steps[^1]] = value?.DeepClone();
    }

    private static void Remove(JsonObject root, string path)
    {
        var cut = path.LastIndexOf('\n');
        var parent = cut < 0 ? root : Find(root, path[..cut]);
        (parent as JsonObject)?.Remove(path[(cut + 1)..]);
        // A parent that is empty now was there for this field alone.
        if (cut >= 0 && parent is JsonObject { Count: 0 } or JsonArray { Count: 0 })
            RemoveEmpty(root, path[..cut]);
    }

    private static void RemoveEmpty(JsonObject root, string path)
    {
        var cut = path.LastIndexOf('\n');
        var last = path[(cut + 1)..];
        switch (cut < 0 ? root : Find(root, path[..cut]))
        {
            case JsonArray list:
                list.Remove(Child(list, last));
                break;
            case JsonObject fields:
                fields.Remove(last);
                break;
        }
    }
}
