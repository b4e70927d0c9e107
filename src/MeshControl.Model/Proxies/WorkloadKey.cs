using MeshControl.Incremental;
using MeshControl.Model.Resources;

namespace MeshControl.Model.Proxies;

/// <summary>
/// What decides a proxy's inbound side (a sidecar) or its servers (a gateway): the services it implements and the labels that policies
/// select by. Equal for all pods of one workload version.
/// </summary>
/// <param name="Namespace">Configuration namespace.</param>
/// <param name="Labels">The workload's labels.</param>
/// <param name="Targets">Service ports it implements, oldest service first.</param>
/// <param name="Sidecar">The Sidecar object that applies, or null.</param>
/// <param name="Facets">Abilities of the proxy.</param>
public sealed record WorkloadKey(
    string Namespace, EquatableMap<string, string> Labels, EquatableArray<ServiceTarget> Targets, ResourceKey? Sidecar, ClientFacets Facets)
{
    private int _hash;

    /// <summary>The pod's own addresses, only where its Sidecar declares ingress listeners; else empty.</summary>
    public EquatableArray<string> OwnAddresses { get; init; }

    public bool Equals(WorkloadKey? other) =>
        other is not null && (ReferenceEquals(this, other)
            || (GetHashCode() == other.GetHashCode() && Namespace == other.Namespace && Sidecar == other.Sidecar && Labels.Equals(other.Labels)
                && Targets.Equals(other.Targets) && OwnAddresses.Equals(other.OwnAddresses) && Facets.Equals(other.Facets)));

    // A key of many memo tables: hashed once.
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = HashCode.Combine(Namespace, Labels, Targets, Sidecar, Facets, OwnAddresses) | 1;
}
