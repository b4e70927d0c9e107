using MeshControl.Generation.Listeners.Outbound;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Gateways;

/// <summary>Services and policies as a gateway workload sees them.</summary>
internal sealed class GatewayTcpDestinations(MeshFacts facts, WorkloadKey workload, IReader read) : ITcpDestinations
{
    public Service? Find(string host) => read.Get(facts.Services.VisibleByHost, (host, workload.Namespace));

    public DestinationPolicyView Policy(ServiceKey service) =>
        read.Get(facts.Traffic.DestinationPolicy, new DestinationPolicyKey(service.Host, service.Namespace, workload.Namespace, workload.Labels));
}
