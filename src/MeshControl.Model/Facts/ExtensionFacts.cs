using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Security;
using MeshControl.Model.Validation;

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
            .. All(read).Select(WasmModuleKey.Of).OfType<WasmModuleKey>().Distinct().OrderBy(static key => key.ToString(), StringComparer.Ordinal),
        ]);
        Findings = new(graph, "wasm-modules/findings", (_, read) => [.. Tell(read)]);
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

    /// <summary>Extensions whose modules could not be fetched; the key is empty.</summary>
    public Derived<string, EquatableArray<Finding>> Findings { get; }

    /// <summary>The extensions of a workload in the order in which they run within a phase (traffic specification 3.15).</summary>
    public Derived<WorkloadSelectionKey, EquatableArray<MeshExtension>> Applied { get; }

    private IEnumerable<MeshExtension> All(IReader read) =>
        read.Items(_resources.WasmPlugins.Table).Select(MeshExtension.Of).Concat(read.Items(_resources.TrafficExtensions.Table).Select(MeshExtension.Of));

    private IEnumerable<Finding> Tell(IReader read)
    {
        foreach (var extension in All(read))
        {
            if (WasmModuleKey.Of(extension) is { } key && read.Get(Modules, key) is { Problem.Length: > 0 } module)
            {
                var opens = extension.Spec.Wasm!.FailStrategy == FailStrategy.FailOpen;
                yield return new Finding
                {
                    Severity = opens ? FindingSeverity.Warning : FindingSeverity.Error,
                    Code = FindingCode.InvalidCredential,
                    Resource = extension.Source.Key,
                    Path = extension.Source.Kind == KindCatalog.WasmPlugin ? "spec.url" : "spec.wasm.url",
                    Message = $"{key.Url} cannot be fetched: {module.Problem}; {(opens ? "requests pass without it" : "requests are refused (failStrategy)")}",
                    Fix = "make it reachable from the control plane, or put the module into the proxies' image and name it with file://",
                    Origin = extension.Source.Meta.Origin,
                };
            }
        }
    }

    private IEnumerable<MeshExtension> InNamespace(string ns, IReader read) =>
        read.Items(_resources.WasmPlugins.ByNamespace, ns).Select(MeshExtension.Of)
            .Concat(read.Items(_resources.TrafficExtensions.ByNamespace, ns).Select(MeshExtension.Of));
}
