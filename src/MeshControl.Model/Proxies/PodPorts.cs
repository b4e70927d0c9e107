using System.Text.Json;
using MeshControl.Incremental;

namespace MeshControl.Model.Proxies;

/// <summary>The POD_PORTS node metadata: `[{"name":"http","containerPort":8080,"protocol":"TCP"}]`.</summary>
internal static class PodPorts
{
    /// <summary>Container ports by name; empty where the text is not that.</summary>
    public static EquatableMap<string, int> Parse(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind != JsonValueKind.Array ? [] : document.RootElement.EnumerateArray()
                .Where(port => port.ValueKind == JsonValueKind.Object && port.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
                    && port.TryGetProperty("containerPort", out var number) && number.ValueKind == JsonValueKind.Number)
                .Select(port => KeyValuePair.Create(port.GetProperty("name").GetString()!, port.GetProperty("containerPort").GetInt32()))
                .ToEquatableMap();
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
