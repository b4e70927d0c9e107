using MeshControl.Generation.Filters;
using MeshControl.Incremental;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>A TCP or TLS chain: whom it takes and where it leads.</summary>
/// <param name="ServerNames">SNI to match; empty for any.</param>
/// <param name="Ranges">Destination ranges to match; empty for any.</param>
/// <param name="Proxy">Where it leads.</param>
/// <param name="ConfigPath">The rule it comes from; empty for a service's own chain.</param>
public sealed record TcpChain(EquatableArray<string> ServerNames, EquatableArray<string> Ranges, TcpProxyOptions Proxy, string ConfigPath)
{
    /// <summary>Cache that the proxy resolves the client's server name with; empty where it does not.</summary>
    public string ResolverCache { get; init; } = "";
}
