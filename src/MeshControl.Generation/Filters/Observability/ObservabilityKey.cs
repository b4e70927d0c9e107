using MeshControl.Incremental;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Filters.Observability;

/// <summary>Whose access logs and traces.</summary>
/// <param name="Namespace">Configuration namespace.</param>
/// <param name="Labels">The workload's labels, or those that matter outbound.</param>
/// <param name="Facets">Abilities of the proxy.</param>
/// <param name="IsServer">True for what comes into a sidecar.</param>
public sealed record ObservabilityKey(string Namespace, EquatableMap<string, string> Labels, ClientFacets Facets, bool IsServer);
