using System.Collections.Immutable;

namespace MeshControl.Fleet.Wire;

/// <summary>The parsed content of a response without version and nonce; proxies that get the same bytes share one.</summary>
internal sealed class DiscoveryContent(ResourceKind kind, ImmutableArray<ResourceFact> resources, ImmutableArray<string> removed, ResourceLinks links)
{
    public ResourceKind Kind { get; } = kind;

    public ImmutableArray<ResourceFact> Resources { get; } = resources;

    public ImmutableArray<string> Removed { get; } = removed;

    public ResourceLinks Links { get; } = links;

    /// <summary>For virtual hosts, the route tables they belong to; their names are TABLE/HOST.</summary>
    public ImmutableArray<string> Tables { get; } = kind == ResourceKind.VirtualHost
        ? [.. resources.Select(host => host.Name[..Math.Max(0, host.Name.LastIndexOf('/'))]).Distinct(StringComparer.Ordinal)]
        : [];
}
