using MeshControl.Generation.Filters.Extensions;
using MeshControl.Generation.Output;
using MeshControl.Generation.Proxies;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;

namespace MeshControl.Generation.Rendering;

/// <summary>Objects in, one proxy's configuration out: the same commit and compile as a running server, without one.</summary>
public sealed class RenderPipeline
{
    private readonly Graph _graph = new();
    private readonly MeshFacts _facts;
    private readonly ModelProjector _projector;

    /// <summary>An empty mesh.</summary>
    /// <param name="modules">How proxies get Wasm modules: as istiod tells its agents unless told otherwise.</param>
    public RenderPipeline(ModuleDelivery modules = ModuleDelivery.ByAgent)
    {
        _facts = new MeshFacts(_graph);
        _projector = new ModelProjector(_facts);
        Compiler = new ProxyConfigCompiler(new MeshGeneration(_facts, modules));
    }

    public Graph Graph => _graph;

    public MeshFacts Facts => _facts;

    public ProxyConfigCompiler Compiler { get; }

    /// <summary>Writes objects and settings as one revision.</summary>
    public CommitResult Commit(IEnumerable<Resource> resources, MeshSettings settings) => _graph.Commit(writer =>
    {
        _projector.Apply(writer, settings);
        foreach (var resource in resources)
        {
            _projector.Apply(writer, resource.Key, resource);
        }
    });

    /// <summary>Applies one set of changes as a revision.</summary>
    public CommitResult Commit(ChangeSet changes) => _graph.Commit(writer =>
    {
        foreach (var change in changes.Changes)
        {
            _projector.Apply(writer, change.Key, change.After);
        }
    });

    /// <summary>The identity of a pod's proxy; null where there is no such pod or it has no address.</summary>
    public ProxyIdentity? IdentityOf(ProxyType type, string ns, string pod)
    {
        using var read = _graph.OpenReader();
        return _facts.Resources.Pods.Find(read, ns, pod) is { } found ? PodIdentity.Of(found, type, _facts.Settings.Get(read)) : null;
    }

    /// <summary>Compiles one proxy at the current revision.</summary>
    public ProxyConfig Render(ProxyIdentity proxy)
    {
        using var read = _graph.OpenReader();
        return Compiler.Compile(read.Get(_facts.Proxies.Class, proxy), read, _graph.Current);
    }

    /// <summary>Which objects made each resource of a proxy.</summary>
    public ResourceOrigins Explain(ProxyIdentity proxy)
    {
        ProxyClass proxyClass;
        using (var read = _graph.OpenReader())
        {
            proxyClass = read.Get(_facts.Proxies.Class, proxy);
        }

        return new ResourceOrigins(Compiler.Explain(proxyClass));
    }
}
