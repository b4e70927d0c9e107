using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Clusters;

/// <summary>All that the cluster of one of a workload's own ports is made of.</summary>
internal sealed record InboundCluster
{
    /// <summary>The port in the name: the workload's port, or the port of a Sidecar's ingress listener.</summary>
    public required int Port { get; init; }

    public required Protocol Protocol { get; init; }

    public required ClusterClient Client { get; init; }

    public required MeshSettings Settings { get; init; }

    /// <summary>The oldest service on the port, or null for an ingress listener beside any service.</summary>
    public Service? Primary { get; init; }

    public ServicePort? PrimaryPort { get; init; }

    /// <summary>Every service on the port, oldest first.</summary>
    public IReadOnlyList<Service> Services { get; init; } = [];

    public ConnectionPoolSettings? Pool { get; init; }

    /// <summary>The DestinationRule whose top-level policy applies.</summary>
    public ResourceKey? Rule { get; init; }

    /// <summary>Where to connect, or null for the address that was dialled.</summary>
    public IngressTarget? Target { get; init; }

    public IpMode IpMode => Client.IpMode;
}
