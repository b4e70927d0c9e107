using System.Text.Json.Nodes;
using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;

namespace MeshControl.Generation.Comparison;

/// <summary>A proxy's resources by type and name, each with its content's version; a route table stands as its head and its virtual hosts.</summary>
internal sealed class ComparedResources
{
    private static readonly ResourceType[] WholeTypes = [ResourceType.Cluster, ResourceType.Endpoint, ResourceType.Listener, ResourceType.Extension];

    private readonly Dictionary<(ResourceType Type, string Name), Item> _items = [];

    public ComparedResources(ProxyConfig config)
    {
        foreach (var type in WholeTypes)
        {
            foreach (var resource in config.View(type, RouteDelivery.Table).Items)
            {
                _items[(type, resource.Name)] = new Item(resource.Version, resource.Name, () => ResourceJson.Of(resource));
            }
        }

        foreach (var table in config.RouteTables.SelectMany(set => set.Tables))
        {
            _items[(ResourceType.Route, table.Name)] = new Item(table.HeadVersion, table.Name, () => Head(table));
            foreach (var host in table.VirtualHosts)
            {
                _items[(ResourceType.VirtualHost, $"{table.Name}/{host.Name}")] = new Item(host.Version, host.Name, () => ResourceJson.Of(host.DeliverIn(table.Name)));
            }
        }
    }

    public IEnumerable<(ResourceType Type, string Name)> Keys => _items.Keys;

    public Item? Find((ResourceType Type, string Name) key) => _items.GetValueOrDefault(key);

    private static JsonObject Head(RouteTable table)
    {
        var json = ResourceJson.Of(table.Whole);
        json.Remove("virtual_hosts");
        return json;
    }

    /// <summary>One resource; <paramref name="OriginName"/> is its name where origins are asked for.</summary>
    internal sealed record Item(string Version, string OriginName, Func<JsonObject> Json);
}
