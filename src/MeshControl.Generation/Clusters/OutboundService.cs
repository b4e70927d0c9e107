using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Clusters;

/// <summary>A service in a scope, with the rule that a client of this scope applies to it.</summary>
internal sealed record OutboundService(Service Service, DestinationPolicyView Rule);
