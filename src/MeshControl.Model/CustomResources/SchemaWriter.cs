using System.Text.Json.Nodes;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.CustomResources;

/// <summary>
/// Writes a shape as a structural OpenAPI v3 schema. Rules that only expressions could say (x-kubernetes-validations, unknown before Kubernetes 1.25)
/// are left to the validators behind the webhook.
/// </summary>
internal sealed class SchemaWriter(RecordDocumentation documentation)
{
    // Go's durations, as protobuf's JSON and kubectl users write them.
    private const string Duration = "^[-+]?(0|([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+$";

    public JsonObject Write(Shape shape, string description = "", LimitsAttribute? limits = null)
    {
        var schema = new JsonObject();
        var text = description.Length > 0 ? description : Described(shape);
        if (text.Length > 0)
        {
            schema["description"] = text;
        }

        switch (shape.Kind)
        {
            case ShapeKind.Object:
                WriteObject(schema, shape);
                break;
            case ShapeKind.List:
                schema["type"] = "array";
                schema["items"] = Element(shape, limits);
                Bound(schema, "minItems", limits?.MinItems ?? 0, 0);
                Bound(schema, "maxItems", limits?.MaxItems ?? int.MaxValue, int.MaxValue);
                break;
            case ShapeKind.Map:
                schema["type"] = "object";
                schema["additionalProperties"] = Element(shape, limits);
                Bound(schema, "minProperties", limits?.MinItems ?? 0, 0);
                Bound(schema, "maxProperties", limits?.MaxItems ?? int.MaxValue, int.MaxValue);
                break;
            case ShapeKind.Any:
                schema["type"] = "object";
                schema["x-kubernetes-preserve-unknown-fields"] = true;
                break;
            default:
                WriteLeaf(schema, shape, limits);
                break;
        }

        return schema;
    }

    private JsonObject Element(Shape shape, LimitsAttribute? limits)
    {
        var element = shape.Element!;
        return Write(element, "", limits is null ? null : new()
        {
            Minimum = limits.ItemMinimum,
            Maximum = limits.ItemMaximum,
            MinLength = limits.ItemMinLength,
            MaxLength = limits.ItemMaxLength,
        });
    }

    private void WriteObject(JsonObject schema, Shape shape)
    {
        schema["type"] = "object";
        var properties = new JsonObject();
        foreach (var field in shape.Fields)
        {
            var written = Write(field.Shape, documentation.OfProperty(shape.Type, field.Member), field.Limits);
            if (field is { IsOptionalValue: true, Shape.Kind: ShapeKind.Boolean or ShapeKind.Integer or ShapeKind.Number })
            {
                written["nullable"] = true;
            }

            properties[field.Name] = written;
            if (field.Limits is { OldName: { Length: > 0 } oldName })
            {
                properties[oldName] = written.DeepClone();
            }
        }

        if (properties.Count > 0)
        {
            schema["properties"] = properties;
        }

        var required = shape.Fields.Where(field => field.Limits is { Required: true }).Select(field => (JsonNode)field.Name).ToArray();
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        WriteOneOfs(schema, shape);
    }

    // At most one of each group: either none of its fields is there, or exactly one.
    private static void WriteOneOfs(JsonObject schema, Shape shape)
    {
        var groups = shape.Fields.Where(field => field.OneOfGroup is not null).GroupBy(field => field.OneOfGroup!, field => field.Name).Where(group => group.Count() > 1).ToList();
        if (groups.Count == 1)
        {
            schema["oneOf"] = AtMostOne(groups[0]);
        }
        else if (groups.Count > 1)
        {
            schema["allOf"] = new JsonArray([.. groups.Select(group => new JsonObject { ["oneOf"] = AtMostOne(group) })]);
        }
    }

    private static JsonArray AtMostOne(IEnumerable<string> names)
    {
        var none = new JsonObject { ["not"] = new JsonObject { ["anyOf"] = new JsonArray([.. names.Select(Requires)]) } };
        return [none, .. names.Select(Requires)];
    }

    private static JsonObject Requires(string name) => new() { ["required"] = new JsonArray(name) };

    private static void WriteLeaf(JsonObject schema, Shape shape, LimitsAttribute? limits)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Boolean:
                schema["type"] = "boolean";
                break;
            case ShapeKind.Integer:
                schema["type"] = "integer";
                schema["format"] = shape.Maximum > int.MaxValue ? "int64" : "int32";
                Bound(schema, "minimum", limits is { Minimum: var low } && !double.IsNaN(low) ? low : 0, int.MinValue);
                Bound(schema, "maximum", limits?.Maximum ?? double.NaN, double.NaN);
                break;
            case ShapeKind.Number:
                schema["type"] = "number";
                Bound(schema, "minimum", limits?.Minimum ?? double.NaN, double.NaN);
                Bound(schema, "maximum", limits?.Maximum ?? double.NaN, double.NaN);
                break;
            case ShapeKind.Enum:
                schema["type"] = "string";
                schema["enum"] = new JsonArray([.. shape.EnumNumbers.OrderBy(entry => entry.Value).Select(entry => (JsonNode)entry.Key)]);
                break;
            case ShapeKind.IntOrString:
                schema["x-kubernetes-int-or-string"] = true;
                break;
            case ShapeKind.Duration:
                schema["type"] = "string";
                schema["pattern"] = Duration;
                break;
            case ShapeKind.Bytes:
                schema["type"] = "string";
                schema["format"] = "byte";
                break;
            default:
                schema["type"] = "string";
                Bound(schema, "minLength", limits?.MinLength ?? 0, 0);
                Bound(schema, "maxLength", limits?.MaxLength ?? int.MaxValue, int.MaxValue);
                if (limits is { Pattern: { Length: > 0 } pattern })
                {
                    schema["pattern"] = pattern;
                }

                break;
        }
    }

    private static void Bound(JsonObject schema, string name, double value, double nothing)
    {
        if (!double.IsNaN(value) && value != nothing)
        {
            schema[name] = value == Math.Truncate(value) ? (long)value : value;
        }
    }

    private string Described(Shape shape) => shape.Kind switch
    {
        ShapeKind.Object or ShapeKind.Enum => documentation.OfType(shape.Type),
        ShapeKind.List or ShapeKind.Map when shape.Element!.Kind is ShapeKind.Object => documentation.OfType(shape.Element.Type),
        ShapeKind.Duration => "A duration, such as 5s, 300ms or 1h30m.",
        _ => "",
    };
}
