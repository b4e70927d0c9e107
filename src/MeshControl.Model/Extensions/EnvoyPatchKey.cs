using MeshControl.Incremental;
using MeshControl.Model.Proxies;

namespace MeshControl.Model.Extensions;

/// <summary>A proxy as EnvoyFilters select it.</summary>
public sealed record EnvoyPatchKey(string Namespace, EquatableMap<string, string> Labels, string IstioVersion)
{
    public static EnvoyPatchKey Of(EgressKey key) => new(key.Namespace, key.SelectorLabels, key.Facets.Metadata.IstioVersion);

    public static EnvoyPatchKey Of(WorkloadKey key) => new(key.Namespace, key.Labels, key.Facets.Metadata.IstioVersion);
}
