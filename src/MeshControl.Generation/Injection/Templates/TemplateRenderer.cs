using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MeshControl.Generation.Injection.Templates;

/// <summary>
/// Fills the variables of a template. There is nothing but values: no conditions, loops or functions, so a template can neither run long nor reach anything.
/// A variable alone keeps its type, a list in a list is spliced in, and what has no value leaves out its field, or with the field <c>name</c> its list item.
/// </summary>
internal static partial class TemplateRenderer
{
    public static JsonObject Render(JsonObject template, ITemplateValues values) => (JsonObject)Object(template, values)!;

    private static JsonNode? Node(JsonNode? node, ITemplateValues values) => node switch
    {
        JsonObject map => Object(map, values),
        JsonArray list => List(list, values),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Text(text.GetValue<string>(), values),
        _ => node?.DeepClone(),
    };

    private static JsonObject? Object(JsonObject map, ITemplateValues values)
    {
        var result = new JsonObject();
        foreach (var (key, value) in map)
        {
            var rendered = Node(value, values);
            // A null that is written deletes.
            if (rendered is not null || value is null)
            {
                result[key] = rendered;
            }
            else if (key == "name")
            {
                return null;
            }
        }

        return result;
    }

    private static JsonArray List(JsonArray list, ITemplateValues values)
    {
        var result = new JsonArray();
        foreach (var item in list)
        {
            switch (Node(item, values))
            {
                case null:
                    break;
                case JsonArray inner when item is JsonValue:
                    foreach (var part in inner)
                    {
                        result.Add(part?.DeepClone());
                    }

                    break;
                case var rendered:
                    result.Add(rendered);
                    break;
            }
        }

        return result;
    }

    private static JsonNode? Text(string text, ITemplateValues values)
    {
        var matches = Variable().Matches(text);
        if (matches.Count == 0)
        {
            return JsonValue.Create(text);
        }

        if (matches.Count == 1 && matches[0].Length == text.Length)
        {
            return values.Find(matches[0].Groups["name"].Value)?.DeepClone();
        }

        return JsonValue.Create(Variable().Replace(text, match => values.Find(match.Groups["name"].Value) switch
        {
            null => "",
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            var other => other.ToJsonString(),
        }));
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z][A-Za-z0-9_./-]*)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
