using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;

namespace MeshControl.Generation.Comparison;

/// <summary>One side of a comparison: a mesh that compiles each proxy class once and explains it when asked.</summary>
internal sealed class ComparedMesh
{
    private readonly RenderPipeline _pipeline = new();
    private readonly Dictionary<ProxyClass, ComparedResources> _compiled = [];
    private readonly Dictionary<ProxyClass, ResourceOrigins> _explained = [];

    public ComparedMesh(MeshFolder folder)
    {
        Objects = folder.Resources.ToDictionary(resource => resource.Key);
        _pipeline.Commit(Objects.Values, folder.Settings);
    }

    public Dictionary<ResourceKey, Resource> Objects { get; }

    /// <summary>Null where the pod is not there or has no address.</summary>
    public ProxyIdentity? IdentityOf(PodProxy proxy) => _pipeline.IdentityOf(proxy.Type, proxy.Namespace, proxy.Pod);

    public ProxyClass ClassOf(ProxyIdentity proxy)
    {
        using var read = _pipeline.Graph.OpenReader();
        return read.Get(_pipeline.Facts.Proxies.Class, proxy);
    }

    public ComparedResources Compile(ProxyClass proxyClass)
    {
        if (!_compiled.TryGetValue(proxyClass, out var resources))
        {
            using var read = _pipeline.Graph.OpenReader();
            _compiled[proxyClass] = resources = new ComparedResources(_pipeline.Compiler.Compile(proxyClass, read, _pipeline.Graph.Current));
        }

        return resources;
    }

    public IReadOnlyList<ResourceKey> OriginsOf(ProxyClass proxyClass, ResourceType type, string name)
    {
        if (!_explained.TryGetValue(proxyClass, out var origins))
        {
            Compile(proxyClass);
            _explained[proxyClass] = origins = new ResourceOrigins(_pipeline.Compiler.Explain(proxyClass));
        }

        return origins.Of(type, name);
    }
}
