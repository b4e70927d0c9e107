using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Security;

namespace MeshControl.Model.Facts;

/// <summary>Extensions of filter chains as workloads get them.</summary>
public sealed class ExtensionFacts
{
    private readonly ResourceFacts _resources;

    public ExtensionFacts(Graph graph, ResourceFacts resources, SettingsFacts settings)
    {
        _resources = resources;
        Modules = new(graph, "wasm-modules");
        WantedModules = new(graph, "wasm-modules/wanted", (_, read) =>
        [
            .. read.Items(resources.WasmPlugins.Table).Select(MeshExtension.Of).Concat(read.Items(resources.TrafficExtensions.Table).Select(MeshExtension.Of))
                .Select(WasmModuleKey.Of).OfType<WasmModuleKey>().Distinct().OrderBy(static key => key.ToString(), StringComparer.Ordinal),
        ]);
        Applied = new(graph, "extensions", (key, read) =>
        {
            var root = settings.Get(read).RootNamespace;
            var own = InNamespace(key.Namespace, read);
            var all = key.Namespace == root ? own : own.Concat(InNamespace(root, read));
            return
            [
                .. all.Where(item => PolicyAttachment.Applies(item.Source.Namespace, item.Spec.Selector, null, item.Spec.TargetRefs, key))
                    .OrderByDescending(static item => item.Spec.Priority ?? int.MinValue)
                    .ThenBy(item => item.Source.Namespace != key.Namespace)
                    .ThenBy(static item => item.Source.Meta.Created)
                    .ThenBy(static item => item.Name, StringComparer.Ordinal),
            ];
        });
    }

    /// <summary>Wasm modules that were fetched.</summary>
    public Table<WasmModuleKey, WasmModule> Modules { get; }

    /// <summary>Modules that some extension names and that do not lie in the proxies' own file systems; the key is empty.</summary>
    public Derived<string, EquatableArray<WasmModuleKey>> WantedModules { get; }

    /// <summary>The extensions of a workload in the order in which they run within a phase (traffic specification 3.15).</summary>
    public Derived<WorkloadSelectionKey, EquatableArray<MeshExtension>> Applied { get; }

    private IEnumerable<MeshExtension> InNamespace(string ns, IReader read) =>
        read.Items(_resources.WasmPlugins.ByNamespace, ns).Select(MeshExtension.Of)
            .Concat(read.Items(_resources.TrafficExtensions.ByNamespace, ns).Select(MeshExtension.Of));
}
