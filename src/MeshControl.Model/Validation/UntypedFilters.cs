using System.Text.Json;

namespace MeshControl.Model.Validation;

/// <summary>Filters in a patch that are named but not typed: Envoy no longer finds a filter by its name.</summary>
internal static class UntypedFilters
{
    private static readonly string[] FilterLists = ["filters", "http_filters", "httpFilters", "listener_filters", "listenerFilters", "upstream_http_filters"];

    /// <summary>Names, in the order they are written; isFilter tells that the value is a filter itself.</summary>
    public static IReadOnlyList<string> In(JsonElement value, bool isFilter)
    {
        var found = new List<string>();
        Search(value, isFilter, found);
        return found;
    }

    private static void Search(JsonElement value, bool isFilter, List<string> found)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Search(item, isFilter, found);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            if (isFilter && value.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String && !IsTyped(value))
            {
                found.Add(name.GetString()!);
            }

            foreach (var member in value.EnumerateObject())
            {
                Search(member.Value, FilterLists.Contains(member.Name), found);
            }
        }
    }

    private static bool IsTyped(JsonElement filter) =>
        new[] { "typed_config", "typedConfig", "config_discovery", "configDiscovery" }.Any(field => filter.TryGetProperty(field, out _));
}
