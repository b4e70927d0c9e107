using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Clusters;

/// <summary>A service in a scope, with the rule that a client of this scope applies to it.</summary>
internal sealed record OutboundService(Service Service, DestinationPolicyView Rule)
{
    // A service's own hash goes over all of it; its key tells it apart as well.
    public override int GetHashCode() => HashCode.Combine(Service.Key, Rule);

    public bool Equals(OutboundService? other) =>
        other is not null && (ReferenceEquals(this, other) || (Rule.Equals(other.Rule) && Service.Equals(other.Service)));
}
