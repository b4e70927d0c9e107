using System.Text.Json.Nodes;
using MeshControl.Generation.Output;

namespace MeshControl.Generation.Rendering;

/// <summary>A proxy's configuration as one object: {"clusters", "endpoints", "listeners", "routes", "extensions"}, each sorted by name.</summary>
public static class ProxyConfigJson
{
    public static JsonObject Of(ProxyConfig config) => new()
    {
        ["clusters"] = Items(config, ResourceType.Cluster),
        ["endpoints"] = Items(config, ResourceType.Endpoint),
        ["listeners"] = Items(config, ResourceType.Listener),
        ["routes"] = Items(config, ResourceType.Route),
        ["extensions"] = Items(config, ResourceType.Extension),
    };

    private static JsonArray Items(ProxyConfig config, ResourceType type) =>
        [.. config.View(type, RouteDelivery.Table).Items.OrderBy(item => item.Name, StringComparer.Ordinal).Select(ResourceJson.Of)];
}
