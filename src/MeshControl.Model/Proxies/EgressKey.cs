using MeshControl.Incremental;
using MeshControl.Model.Resources;

namespace MeshControl.Model.Proxies;

/// <summary>
/// What decides which services and rules a proxy sees going out. Proxies with equal keys share their outbound clusters, listeners and
/// route tables.
/// </summary>
/// <param name="Namespace">Configuration namespace.</param>
/// <param name="Sidecar">The Sidecar object that applies, or null for the built-in default (and for gateways).</param>
/// <param name="SelectorLabels">The proxy's labels cut down to those some outbound selector asks for (sourceLabels, workloadSelector, EnvoyFilter…); usually empty.</param>
/// <param name="Facets">Abilities of the proxy.</param>
public sealed record EgressKey(string Namespace, ResourceKey? Sidecar, EquatableMap<string, string> SelectorLabels, ClientFacets Facets)
{
    private int _hash;

    /// <summary>The pod's own address, only where an outbound listener depends on it (headless TCP services that it belongs to); else empty.</summary>
    public string OwnAddress { get; init; } = "";

    public bool Equals(EgressKey? other) =>
        other is not null && (ReferenceEquals(this, other)
            || (GetHashCode() == other.GetHashCode() && Namespace == other.Namespace && Sidecar == other.Sidecar && OwnAddress == other.OwnAddress
                && SelectorLabels.Equals(other.SelectorLabels) && Facets.Equals(other.Facets)));

    // A key of many memo tables: hashed once.
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = HashCode.Combine(Namespace, Sidecar, SelectorLabels, Facets, OwnAddress) | 1;
}
