using MeshControl.Generation.Clusters;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>Services and policies as one proxy class sees them.</summary>
public sealed class TcpDestinations(MeshFacts facts, EgressKey key, IReader read) : ITcpDestinations
{
    public Service? Find(string host) => read.Get(facts.Services.VisibleByHost, (host, key.Namespace));

    public string StatPrefix(string cluster, string host, int port, string subset)
    {
        var pattern = facts.Settings.Get(read).Mesh.OutboundClusterStatName;
        return pattern.Length == 0 || Find(host) is not { } service ? cluster
            : ClusterStatNames.Expand(pattern, cluster, service, service.FindPort(port)?.Name ?? "", port, 0, subset).TrimEnd(ClusterStatNames.Delimiter);
    }

    public DestinationPolicyView Policy(ServiceKey service) =>
        read.Get(facts.Traffic.DestinationPolicy, new DestinationPolicyKey(service.Host, service.Namespace, key.Namespace, key.SelectorLabels));
}
