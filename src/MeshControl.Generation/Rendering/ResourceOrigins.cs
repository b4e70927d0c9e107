using MeshControl.Generation.Output;
using MeshControl.Incremental.Diagnostics;
using MeshControl.Model.Resources;

namespace MeshControl.Generation.Rendering;

/// <summary>
/// Which objects made each resource, read from the recorded dependencies: the rows below the narrowest derived value that is, or holds, the resource.
/// </summary>
public sealed class ResourceOrigins
{
    private readonly Dictionary<(string Type, string Name), Trace> _narrowest = [];

    /// <summary>Looks through the traces of everything a proxy is served.</summary>
    public ResourceOrigins(IEnumerable<(ResourceType Type, Trace Trace)> roots)
    {
        foreach (var (type, root) in roots)
        {
            // Wider values come first in a trace, so what is written last is the narrowest.
            foreach (var node in root.Nodes())
            {
                foreach (var name in NamesIn(node.Value))
                {
                    _narrowest[(type.Name, name)] = node;
                }

                if (node.Value is EncodedVirtualHost host)
                {
                    _narrowest[(ResourceType.VirtualHost.Name, host.Name)] = node;
                }
            }
        }
    }

    /// <summary>
    /// The objects behind a resource, by kind, namespace and name; empty where nothing but settings made it. A virtual host goes by its name inside
    /// the table.
    /// </summary>
    public IReadOnlyList<ResourceKey> Of(ResourceType type, string name) =>
        _narrowest.TryGetValue((type.Name, name), out var node)
            ? [.. node.Rows().Select(row => row.Key).OfType<ResourceKey>().Distinct().Order()]
            : [];

    private static IEnumerable<string> NamesIn(object? value) => value switch
    {
        EncodedResource resource => [resource.Name],
        IEnumerable<EncodedResource> set => set.Select(resource => resource.Name),
        RouteTable table => [table.Name],
        RouteTableSet tables => tables.Tables.Select(table => table.Name),
        _ => [],
    };
}
