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

    private static ProxyConfig CompileSidecar(ProxyClass proxyClass, IReader read, Revision revision) => new(
        revision,
        clusters: ResourceView.Empty,
        endpoints: ResourceView.Empty,
        listeners: ResourceView.Empty,
        extensions: ResourceView.Empty,
        routes: []);

    private static ProxyConfig CompileGateway(ProxyClass proxyClass, IReader read, Revision revision) => new(
        revision,
        clusters: ResourceView.Empty,
        endpoints: ResourceView.Empty,
        listeners: ResourceView.Empty,
        extensions: ResourceView.Empty,
        routes: []);

    /// <summary>What each set of a class was made from, as recorded.</summary>
    public IEnumerable<(ResourceType Type, Trace Trace)> Explain(ProxyClass proxyClass) => [];
}
