using Envoy.Config.Core.V3;
using MeshControl.Generation.Output;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Security;

namespace MeshControl.Generation.Filters.Extensions;

/// <summary>What a workload's proxy may ask for as configuration of its extension filters (ECDS).</summary>
public sealed class ExtensionResources
{
    public ExtensionResources(MeshFacts facts, ModuleDelivery delivery) => Set = new(facts.Graph, "extensions/resources", (workload, read) =>
        ResourceSet.Create(read.Get(facts.Extensions.Applied, new WorkloadSelectionKey(workload.Namespace, workload.Labels))
            .Where(static extension => extension.Spec.Wasm is not null)
            .Select(extension => ResourceEncoder.Encode(ResourceType.Extension, ExtensionFilters.NameOf(extension), Build(extension, delivery, facts, read)))));

    public Derived<WorkloadKey, ResourceSet> Set { get; }

    private static TypedExtensionConfig Build(MeshExtension extension, ModuleDelivery delivery, MeshFacts facts, IReader read)
    {
        if (delivery == ModuleDelivery.ByAgent || WasmModuleKey.Of(extension) is not { } key)
        {
            return WasmResources.Build(extension, module: null);
        }

        return read.Get(facts.Extensions.Modules, key) is { Problem.Length: 0 } module ? WasmResources.Build(extension, module) : MissingModule.Build(extension);
    }
}
