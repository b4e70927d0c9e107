using MeshControl.Generation.Output;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Security;

namespace MeshControl.Generation.Filters.Extensions;

/// <summary>What a workload's proxy may ask for as configuration of its extension filters (ECDS).</summary>
public sealed class ExtensionResources
{
    public ExtensionResources(MeshFacts facts) => Set = new(facts.Graph, "extensions/resources", (workload, read) =>
        ResourceSet.Create(read.Get(facts.Extensions.Applied, new WorkloadSelectionKey(workload.Namespace, workload.Labels))
            .Where(static extension => extension.Spec.Wasm is not null)
            .Select(static extension => ResourceEncoder.Encode(ResourceType.Extension, ExtensionFilters.NameOf(extension), WasmResources.Build(extension)))));

    public Derived<WorkloadKey, ResourceSet> Set { get; }
}
