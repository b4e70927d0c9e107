using System.Collections.Immutable;
using System.Net;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Simulation.Mesh;

/// <summary>A pod as a place that requests start from and land at.</summary>
/// <param name="Proxy">The kind of its proxy; null where it has none.</param>
public sealed record Workload(string Name, string Namespace, ImmutableArray<IPAddress> Addresses, ProxyType? Proxy, string Identity)
{
    public override string ToString() => $"{Name}.{Namespace}";
}
