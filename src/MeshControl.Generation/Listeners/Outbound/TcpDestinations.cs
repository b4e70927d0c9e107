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

    public DestinationPolicyView Policy(ServiceKey service) =>
        read.Get(facts.Traffic.DestinationPolicy, new DestinationPolicyKey(service.Host, service.Namespace, key.Namespace, key.SelectorLabels));
}
