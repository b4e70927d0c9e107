using System.Text.Json;
using MeshControl.Cli.Dumps;

namespace MeshControl.Cli.Commands.ProxyConfig.Routes;

/// <summary>Says in words which paths a route takes; headers and query parameters are not shown.</summary>
internal static class RouteMatchText
{
    public static string Describe(JsonElement match)
    {
        var parts = new List<string>(1);
        if (match.Text("prefix") is { Length: > 0 } prefix)
            parts.Add($"{prefix}*");
        if (match.Text("path_separated_prefix") is { Length: > 0 } separated)
            parts.Add($"PathPrefix:{separated}");
        if (match.Text("path") is { Length: > 0 } path)
            parts.Add(path);
        if (match.Field("safe_regex") is var regex && regex.Exists())
            parts.Add($"regex {regex.Text("regex")}");
        return string.Join(' ', parts);
    }
}
