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
    public ProxyConfig Compile(ProxyClass proxyClass, IReader read, Revision revision) =>
        proxyClass.Type == ProxyType.Router ? CompileGateway(proxyClass, read, revision) : CompileSidecar(proxyClass, read, revision);

    private ProxyConfig CompileSidecar(ProxyClass proxyClass, IReader read, Revision revision) => new(
        revision,
        clusters: Generation.Clusters.Clusters(proxyClass, routesBySni: false, read),
        endpoints: Generation.Clusters.Endpoints(proxyClass, routesBySni: false, read),
        listeners: ResourceView.Empty,
        extensions: ResourceView.Empty,
        routes: []);

    private ProxyConfig CompileGateway(ProxyClass proxyClass, IReader read, Revision revision) => new(
        revision,
        clusters: Generation.Clusters.Clusters(proxyClass, routesBySni: false, read),
        endpoints: Generation.Clusters.Endpoints(proxyClass, routesBySni: false, read),
        listeners: ResourceView.Empty,
        extensions: ResourceView.Empty,
        routes: []);

    /// <summary>What each set of a class was made from, as recorded.</summary>
    public IEnumerable<(ResourceType Type, Trace Trace)> Explain(ProxyClass proxyClass)
    {
        List<(ResourceType Type, EntryReference Entry)> roots;
        using (var read = Generation.Facts.Graph.OpenReader())
        {
            roots = [.. Generation.Clusters.References(proxyClass, routesBySni: false, read)];
        }

        foreach (var (type, entry) in roots)
        {
            if (Generation.Facts.Graph.Explain(entry) is { } trace)
            {
                yield return (type, trace);
            }
        }
    }
}
