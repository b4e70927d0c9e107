using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>What TCP chains ask about the services they lead to.</summary>
public interface ITcpDestinations
{
    /// <summary>The visible service of a host, or null.</summary>
    Service? Find(string host);

    /// <summary>The DestinationRule in force for a service.</summary>
    DestinationPolicyView Policy(ServiceKey service);

    /// <summary>Name of a cluster's statistics, where the mesh has a pattern for it.</summary>
    string StatPrefix(string cluster, string host, int port, string subset) => cluster;
}
