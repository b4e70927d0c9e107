using MeshControl.Generation.Endpoints;
using MeshControl.Incremental;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Clusters;

/// <summary>What the outbound clusters of one service depend on, besides the service itself: equal for all scopes that share them.</summary>
/// <param name="Service">The service.</param>
/// <param name="Ports">Its ports, cut to those that the scope imports.</param>
/// <param name="Rule">The rule that applies.</param>
/// <param name="Client">The kind of proxy.</param>
/// <param name="Place">Where the client stands, for DNS clusters with a locality rule; else nobody in particular.</param>
/// <param name="IsSniRouted">True for the twins behind a gateway that routes by SNI.</param>
internal sealed record ServiceClustersKey(
    ServiceKey Service,
    EquatableArray<ServicePort> Ports,
    DestinationPolicyView Rule,
    ClusterClient Client,
    AssignmentClient Place,
    bool IsSniRouted)
{
    // A key of many lookups; the parts that tell keys apart in practice are cheap to hash.
    private readonly int _hash = HashCode.Combine(Service, Rule, Client.Type, Place.Locality, IsSniRouted);

    public bool Equals(ServiceClustersKey? other) =>
        other is not null && (ReferenceEquals(this, other)
            || (_hash == other._hash && Service == other.Service && IsSniRouted == other.IsSniRouted && Rule.Equals(other.Rule)
                && Ports.Equals(other.Ports) && Client.Equals(other.Client) && Place.Equals(other.Place)));

    public override int GetHashCode() => _hash;
}
