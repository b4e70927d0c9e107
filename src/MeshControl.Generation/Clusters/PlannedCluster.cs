using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Clusters;

/// <summary>One outbound cluster of a service: which port and subset, by which policy, found how.</summary>
/// <param name="Port">Service port.</param>
/// <param name="Subset">Null for the default cluster.</param>
/// <param name="Policy">What applies to it.</param>
/// <param name="Discovery">How it finds hosts, the policy considered.</param>
internal sealed record PlannedCluster(ServicePort Port, Subset? Subset, EffectivePolicy Policy, DiscoveryKind Discovery)
{
    public string SubsetName => Subset?.Name ?? "";

    public string NameFor(string host, bool isSniRouted) =>
        isSniRouted ? ClusterNames.SniRouted(Port.Number, SubsetName, host) : ClusterNames.Outbound(Port.Number, SubsetName, host);
}
