using MeshControl.Generation.Clusters;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Listeners.Inbound;

/// <summary>One port that a workload serves.</summary>
/// <param name="TargetPort">The port the workload listens on.</param>
/// <param name="ServicePort">The port clients dial.</param>
/// <param name="Protocol">What it speaks.</param>
/// <param name="Bind">Address in the names of its chains.</param>
/// <param name="Host">Who serves it, as spans name it: the service, or `sidecar.namespace`.</param>
public sealed record InboundPort(int TargetPort, int ServicePort, Protocol Protocol, string Bind, string Host)
{
    /// <summary>True where the port has a listener of its own instead of chains in virtualInbound.</summary>
    public bool HasOwnListener { get; init; }

    /// <summary>Name of its TCP statistics.</summary>
    public string StatPrefix { get; init; } = "";

    /// <summary>The Sidecar that declares it; empty for a service port.</summary>
    public string ConfigPath { get; init; } = "";

    public string ChainName => ListenerAddresses.Name(Bind, TargetPort);

    public string Cluster => ClusterNames.Inbound(TargetPort);
}
