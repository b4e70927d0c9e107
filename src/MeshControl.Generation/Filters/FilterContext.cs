using MeshControl.Generation.Filters.Extensions;
using MeshControl.Generation.Filters.Observability;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Filters;

/// <summary>What all filters of one side of a proxy class share.</summary>
/// <param name="Side">The side.</param>
/// <param name="Settings">Mesh settings.</param>
/// <param name="Proxy">Proxy configuration in force: the proxy's own, else the mesh default.</param>
/// <param name="Facets">Abilities of the proxy.</param>
/// <param name="Observability">Access logs and tracing of this side.</param>
public sealed record FilterContext(TrafficSide Side, MeshSettings Settings, ProxyConfig Proxy, ClientFacets Facets, ObservabilityPlan Observability)
{
    /// <summary>Extensions of this side.</summary>
    public ExtensionSet Extensions { get; init; } = ExtensionSet.None;

    /// <summary>Idle timeout of TCP proxies and HTTP connections, from node metadata.</summary>
    public TimeSpan? IdleTimeout => Facets.Metadata.IdleTimeout;
}
