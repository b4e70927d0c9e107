using MeshControl.Generation.Listeners.Outbound;
using MeshControl.Generation.Output;
using MeshControl.Incremental;
using MeshControl.Incremental.Diagnostics;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Proxies;

/// <summary>Puts together what one proxy class is served: references to shared sets, nothing of its own.</summary>
public sealed class ProxyConfigCompiler(MeshGeneration generation)
{
    public MeshGeneration Generation { get; } = generation;

    /// <summary>Compiles a class at the reader's revision.</summary>
    public ProxyConfig Compile(ProxyClass proxyClass, IReader read, Revision revision) => new(
        revision,
        Generation.Clusters.Clusters(proxyClass, read),
        Generation.Clusters.Endpoints(proxyClass, read),
        Listeners(proxyClass, read),
        extensions: new ResourceView(read.Get(Generation.Extensions.Set, proxyClass.Workload)),
        [Routes(proxyClass, read)]);

    /// <summary>What each set of a class was made from, as recorded.</summary>
    public IEnumerable<(ResourceType Type, Trace Trace)> Explain(ProxyClass proxyClass)
    {
        List<(ResourceType Type, EntryReference Entry)> roots;
        using (var read = Generation.Facts.Graph.OpenReader())
        {
            roots = [.. References(proxyClass, read)];
        }

        foreach (var (type, entry) in roots)
        {
            if (Generation.Facts.Graph.Explain(entry) is { } trace)
            {
                yield return (type, trace);
            }
        }
    }

    /// <summary>The derived values that hold all of a class: roots of a sweep.</summary>
    public IEnumerable<(ResourceType Type, EntryReference Entry)> References(ProxyClass proxyClass, IReader read)
    {
        foreach (var reference in Generation.Clusters.References(proxyClass, read))
        {
            yield return reference;
        }

        yield return (ResourceType.Extension, Generation.Extensions.Set.Reference(proxyClass.Workload));
        if (proxyClass.Type == ProxyType.Sidecar)
        {
            yield return (ResourceType.Listener, Generation.OutboundListeners.Set.Reference(OutboundListenersKey.Of(proxyClass)));
            yield return (ResourceType.Listener, Generation.InboundListeners.Set.Reference(proxyClass.Workload));
            yield return (ResourceType.Route, Generation.SidecarRoutes.Tables.Reference(proxyClass.Egress));
        }
        else
        {
            yield return (ResourceType.Listener, Generation.GatewayListeners.Set.Reference(proxyClass.Workload));
            yield return (ResourceType.Route, Generation.GatewayRoutes.Tables.Reference(proxyClass.Workload));
        }
    }

    private ResourceView Listeners(ProxyClass proxyClass, IReader read) => proxyClass.Type == ProxyType.Sidecar
        ? new ResourceView(
            read.Get(Generation.OutboundListeners.Set, OutboundListenersKey.Of(proxyClass)),
            read.Get(Generation.InboundListeners.Set, proxyClass.Workload))
        : new ResourceView(read.Get(Generation.GatewayListeners.Set, proxyClass.Workload));

    private RouteTableSet Routes(ProxyClass proxyClass, IReader read) => proxyClass.Type == ProxyType.Sidecar
        ? read.Get(Generation.SidecarRoutes.Tables, proxyClass.Egress)
        : read.Get(Generation.GatewayRoutes.Tables, proxyClass.Workload);
}
