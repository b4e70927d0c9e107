using System.Text.Json.Nodes;

namespace MeshControl.Testing.Kubernetes;

/// <summary>RFC 7386 merge patches and RFC 6902 JSON patches.</summary>
internal static class JsonMerge
{
    public static JsonNode? Merge(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject fields)
            return patch?.DeepClone();
        var merged = target is JsonObject old ? (JsonObject)old.DeepClone() : [];
        foreach (var (name, value) in fields)
        {
            if (value is null)
                merged.Remove(name);
            else
                merged[name] = Merge(merged[name], value);
        }

        return merged;
    }

    /// <exception cref="FakeAnswerException">An operation that does not fit: 422, as the API server answers.</exception>
    public static JsonObject Patch(JsonObject target, JsonArray operations)
    {
        var patched = (JsonObject)target.DeepClone();
        foreach (var operation in operations.OfType<JsonObject>())
        {
            var path = operation["path"]!.GetValue<string>();
            var steps = path.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
            JsonNode? parent = patched;
            foreach (var step in steps[..^1])
                parent = Step(parent, step) ?? throw Invalid(path);
            Operate(operation["op"]!.GetValue<string>(), parent!, steps[^1], operation["value"], path);
        }

        return patched;
    }

    private static void Operate(string op, JsonNode parent, string last, JsonNode? value, string path)
    {
        switch (op, parent)
        {
            case ("test", _):
                if (!JsonNode.DeepEquals(Step(parent, last), value))
                    throw Invalid(path);
                break;
            case ("add", JsonArray list):
                list.Insert(last == "-" ? list.Count : int.Parse(last), value?.DeepClone());
                break;
            case ("replace", JsonArray list):
                list[int.Parse(last)] = value?.DeepClone();
                break;
            case ("remove", JsonArray list):
                list.RemoveAt(int.Parse(last));
                break;
            case ("remove" or "replace", JsonObject fields) when !fields.ContainsKey(last):
                throw Invalid(path);
            case ("remove", JsonObject fields):
                fields.Remove(last);
                break;
            case ("add" or "replace", JsonObject fields):
                fields[last] = value?.DeepClone();
                break;
            default:
                throw Invalid(path);
        }
    }

    private static JsonNode? Step(JsonNode? node, string step) => node switch
    {
        JsonObject fields => fields[step],
        JsonArray list when int.TryParse(step, out var index) && index < list.Count => list[index],
        _ => null,
    };

    private static FakeAnswerException Invalid(string path) => new(new FakeAnswer(422, "Invalid", $"the server rejected our request: {path} does not fit"));
}
