using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace MeshControl.Cli.Dumps;

/// <summary>Reads proto JSON without its schema: a field is found by its proto name or its camelCase name, and a missing one reads as empty.</summary>
internal static class JsonFields
{
    private static readonly ConcurrentDictionary<string, string> CamelNames = new(StringComparer.Ordinal);

    /// <summary>The field, or an element of kind Undefined where it is absent or null.</summary>
    public static JsonElement Field(this JsonElement element, string protoName)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return default;
        if (!element.TryGetProperty(protoName, out var value) && !element.TryGetProperty(CamelNames.GetOrAdd(protoName, ToCamel), out value))
            return default;
        return value.ValueKind == JsonValueKind.Null ? default : value;
    }

    public static JsonElement Field(this JsonElement element, string first, params ReadOnlySpan<string> rest)
    {
        var value = element.Field(first);
        foreach (var name in rest)
            value = value.Field(name);
        return value;
    }

    public static bool Exists(this JsonElement element) => element.ValueKind != JsonValueKind.Undefined;

    /// <summary>The string, or "" where the element is absent or of another kind.</summary>
    public static string AsText(this JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : "";

    public static string Text(this JsonElement element, string protoName) => element.Field(protoName).AsText();

    /// <summary>The unsigned number, written as a number or as a string; 0 where it is neither.</summary>
    public static uint AsNumber(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetUInt32(out var number) => number,
        JsonValueKind.String when uint.TryParse(element.GetString(), out var number) => number,
        _ => 0,
    };

    public static uint Number(this JsonElement element, string protoName) => element.Field(protoName).AsNumber();

    public static bool Flag(this JsonElement element, string protoName) => element.Field(protoName).ValueKind == JsonValueKind.True;

    /// <summary>The array's elements; none where the field is absent or no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string protoName)
    {
        var array = element.Field(protoName);
        return array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : [];
    }

    public static IReadOnlyList<string> Texts(this JsonElement element, string protoName) =>
        [.. element.Items(protoName).Select(AsText)];

    private static string ToCamel(string protoName)
    {
        var camel = new StringBuilder(protoName.Length);
        var upper = false;
        foreach (var letter in protoName)
        {
            if (letter == '_')
                upper = true;
            else
            {
                camel.Append(upper ? char.ToUpperInvariant(letter) : letter);
                upper = false;
            }
        }
        return camel.ToString();
    }
}
