using MeshControl.Generation.Clusters;
using MeshControl.Generation.Filters;
using MeshControl.Generation.Listeners.Inbound;
using MeshControl.Generation.Listeners.Outbound;
using MeshControl.Model.Facts;

namespace MeshControl.Generation.Proxies;

/// <summary>Every set of resources that can be asked for, by area. It only declares; <see cref="ProxyConfigCompiler"/> puts a proxy together.</summary>
public sealed class MeshGeneration
{
    public MeshGeneration(MeshFacts facts)
    {
        Facts = facts;
        var contexts = new FilterContexts(facts);
        Clusters = new(facts);
        OutboundListeners = new(facts, contexts);
        InboundListeners = new(facts, contexts);
    }

    public MeshFacts Facts { get; }

    public ClusterFacts Clusters { get; }

    public OutboundListeners OutboundListeners { get; }

    public InboundListeners InboundListeners { get; }
}
