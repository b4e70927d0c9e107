using MeshControl.Incremental;
using MeshControl.Model.Proxies;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Endpoints;

/// <summary>What the load assignments of one service depend on, besides its endpoints.</summary>
/// <param name="Service">The service.</param>
/// <param name="Ports">Its ports, cut to those that the scope imports.</param>
/// <param name="Rule">The rule that applies.</param>
/// <param name="Type">The kind of proxy where it matters (headless services), else Sidecar.</param>
/// <param name="Client">The client, as far as it matters.</param>
/// <param name="IsSniRouted">True for the twins behind a gateway that routes by SNI.</param>
internal sealed record AssignmentKey(
    ServiceKey Service, EquatableArray<ServicePort> Ports, DestinationPolicyView Rule, ProxyType Type, AssignmentClient Client, bool IsSniRouted)
{
    // A key of many lookups; the parts that tell keys apart in practice are cheap to hash.
    private readonly int _hash = HashCode.Combine(Service, Rule, Type, Client.Locality, IsSniRouted);

    public bool Equals(AssignmentKey? other) =>
        other is not null && (ReferenceEquals(this, other)
            || (_hash == other._hash && Service == other.Service && IsSniRouted == other.IsSniRouted && Type == other.Type && Rule.Equals(other.Rule)
                && Ports.Equals(other.Ports) && Client.Equals(other.Client)));

    public override int GetHashCode() => _hash;
}
