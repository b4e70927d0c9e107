using MeshControl.Generation.Rendering;
using MeshControl.Generation.Simulation;
using MeshControl.Generation.Simulation.Mesh;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;

namespace MeshControl.Cli.Commands.Trace;

/// <summary>The objects behind a proxy's resources, looked up once a proxy.</summary>
internal sealed class TraceOrigins(RenderPipeline pipeline)
{
    private readonly Dictionary<string, ResourceOrigins?> _known = new(StringComparer.Ordinal);

    public IReadOnlyList<ResourceKey> Of(Workload workload, ResourceReference resource)
    {
        if (!_known.TryGetValue(workload.ToString(), out var origins))
        {
            var identity = pipeline.IdentityOf(workload.Proxy ?? ProxyType.Sidecar, workload.Namespace, workload.Name);
            origins = _known[workload.ToString()] = identity is null ? null : pipeline.Explain(identity);
        }

        return origins?.Of(resource.Type, resource.Name) ?? [];
    }

    /// <summary>`Kind namespace/name`.</summary>
    public static string Text(ResourceKey key) => key.Namespace.Length == 0 ? $"{key.Kind} {key.Name}" : $"{key.Kind} {key.Namespace}/{key.Name}";
}
