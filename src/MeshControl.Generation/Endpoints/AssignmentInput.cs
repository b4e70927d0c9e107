using MeshControl.Generation.Clusters;
using MeshControl.Incremental;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Endpoints;

/// <summary>All that a load assignment is made of.</summary>
internal sealed record AssignmentInput
{
    public required string Name { get; init; }

    public required Service Service { get; init; }

    public required PlannedCluster Plan { get; init; }

    public required DestinationPolicyView Rule { get; init; }

    /// <summary>Every endpoint of the service.</summary>
    public required EquatableArray<MeshEndpoint> Endpoints { get; init; }

    public required LocalityPolicy Locality { get; init; }

    public AssignmentClient Client { get; init; } = AssignmentClient.Anyone;

    /// <summary>Gateways of every network; empty where the mesh has one network.</summary>
    public EquatableArray<NetworkGatewayAddress> Gateways { get; init; }

    /// <summary>True for an endpoint whose workload refuses mesh mTLS.</summary>
    public Func<MeshEndpoint, bool> RefusesMeshTls { get; init; } = static _ => false;

    /// <summary>True for a DNS cluster: hosts are names, and stand in the cluster itself.</summary>
    public bool TakesNames { get; init; }

    /// <summary>True for the twin behind a gateway that routes by SNI: only hosts with mesh mTLS.</summary>
    public bool IsSniRouted { get; init; }

    public bool HasOutlierDetection => Plan.Policy.OutlierDetection is not null;

    public ClientTlsMode? TlsMode => PolicyResolution.EndpointTlsMode(Rule.Policy, Plan.Subset?.TrafficPolicy, Plan.Port.Number);
}
