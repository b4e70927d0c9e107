using System.Text.Json;
using Google.Protobuf.Reflection;

namespace MeshControl.Cli.Output;

/// <summary>
/// Rewrites proto JSON of any spelling (Envoy's snake_case, sorted or not) to the canonical form istioctl prints: camelCase, fields in
/// the order of the .proto, defaults left out. What no descriptor knows is kept as it came.
/// </summary>
internal static class ProtoJsonWriter
{
    public static void Message(JsonPrinter json, JsonElement value, MessageDescriptor type)
    {
        if (value.ValueKind != JsonValueKind.Object || type.FullName is "google.protobuf.Struct" or "google.protobuf.Value" or "google.protobuf.ListValue")
            json.Value(value, sorted: true);
        else if (type.FullName == "google.protobuf.Any")
            Any(json, value);
        else
        {
            json.Open('{');
            Fields(json, value, type);
            json.Close('}');
        }
    }

    private static void Any(JsonPrinter json, JsonElement value)
    {
        var typeUrl = value.TryGetProperty("@type", out var url) ? url.GetString() ?? "" : "";
        var type = ProtoTypes.Find(typeUrl);
        json.Open('{');
        if (typeUrl.Length > 0)
        {
            json.Name("@type");
            json.String(typeUrl);
        }
        if (type is not null && !type.FullName.StartsWith("google.protobuf.", StringComparison.Ordinal))
            Fields(json, value, type);
        else
        {
            foreach (var member in value.EnumerateObject().Where(member => member.Name != "@type"))
            {
                json.Name(member.Name);
                json.Value(member.Value, sorted: type is not null);
            }
        }
        json.Close('}');
    }

    private static void Fields(JsonPrinter json, JsonElement value, MessageDescriptor type)
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { "@type" };
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            known.Add(field.Name);
            known.Add(field.JsonName);
            if (!value.TryGetProperty(field.Name, out var content) && !value.TryGetProperty(field.JsonName, out content))
                continue;
            if (content.ValueKind == JsonValueKind.Null || IsDefault(field, content))
                continue;
            json.Name(field.JsonName);
            Field(json, content, field);
        }
        foreach (var member in value.EnumerateObject().Where(member => !known.Contains(member.Name)))
        {
            json.Name(member.Name);
            json.Value(member.Value, sorted: false);
        }
    }

    private static void Field(JsonPrinter json, JsonElement value, FieldDescriptor field)
    {
        if (field.IsMap && value.ValueKind == JsonValueKind.Object)
        {
            var item = field.MessageType.FindFieldByName("value");
            json.Open('{');
            foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
            {
                json.Name(member.Name);
                Single(json, member.Value, item);
            }
            json.Close('}');
        }
        else if (field.IsRepeated && value.ValueKind == JsonValueKind.Array)
        {
            json.Open('[');
            foreach (var item in value.EnumerateArray())
            {
                json.Next();
                Single(json, item, field);
            }
            json.Close(']');
        }
        else
            Single(json, value, field);
    }

    private static void Single(JsonPrinter json, JsonElement value, FieldDescriptor field)
    {
        switch (field.FieldType)
        {
            case FieldType.Message:
                Message(json, value, field.MessageType);
                break;
            // Proto JSON writes 64-bit integers as strings, and reads them either way.
            case FieldType.Int64 or FieldType.UInt64 or FieldType.SInt64 or FieldType.Fixed64 or FieldType.SFixed64 when value.ValueKind == JsonValueKind.Number:
                json.String(value.GetRawText());
                break;
            case FieldType.Enum when value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && field.EnumType.FindValueByNumber(number) is { } named:
                json.String(named.Name);
                break;
            default:
                json.Value(value, sorted: false);
                break;
        }
    }

    private static bool IsDefault(FieldDescriptor field, JsonElement value)
    {
        if (field.IsMap || field.IsRepeated)
            return value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() == 0 : value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any();
        if (field.HasPresence)
            return false;
        return value.ValueKind switch
        {
            JsonValueKind.False => true,
            JsonValueKind.Number => value.GetDouble() == 0,
            JsonValueKind.String when field.FieldType == FieldType.Enum => field.EnumType.FindValueByName(value.GetString()!)?.Number == 0,
            JsonValueKind.String when field.FieldType is FieldType.String or FieldType.Bytes => value.GetString()!.Length == 0,
            JsonValueKind.String => value.GetString() == "0",
            _ => false,
        };
    }
}
