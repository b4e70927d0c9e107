using Envoy.Config.Endpoint.V3;
using MeshControl.Generation.Endpoints;
using MeshControl.Model.Facts;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Clusters;

/// <summary>All that an outbound cluster is made of.</summary>
internal sealed record OutboundCluster
{
    public required Service Service { get; init; }

    public required PlannedCluster Plan { get; init; }

    public required DestinationPolicyView Rule { get; init; }

    public required ClusterClient Client { get; init; }

    public required MeshSettings Settings { get; init; }

    public required LocalityPolicy Locality { get; init; }

    /// <summary>SPIFFE identities that may answer, sorted.</summary>
    public IReadOnlyList<string> Identities { get; init; } = [];

    /// <summary>True where endpoints are sent mesh mTLS without a rule asking for it.</summary>
    public bool MeshTlsApplies { get; init; }

    /// <summary>True for the twin behind a gateway that routes by SNI: same hosts, no TLS of its own.</summary>
    public bool IsSniRouted { get; init; }

    /// <summary>Hosts of a DNS cluster; null for any other.</summary>
    public ClusterLoadAssignment? Assignment { get; init; }

    public string Name => Plan.NameFor(Service.Host, IsSniRouted);
}
