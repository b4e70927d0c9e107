using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>Which namespaces the mesh discovers (MeshConfig.discoverySelectors): null for all of them.</summary>
internal sealed record NamespaceSelection(IReadOnlySet<string>? Selected)
{
    public static readonly NamespaceSelection All = new((IReadOnlySet<string>?)null);

    /// <summary>Namespaces with labels that a selector selects, and the mesh's own.</summary>
    public static NamespaceSelection Of(IReadOnlyList<LabelSelector> selectors, IEnumerable<Resource> namespaces, string systemNamespace) => selectors.Count == 0
        ? All
        : new(namespaces.Where(ns => selectors.Select(ns.Meta.Labels)).Select(ns => ns.Name).Append(systemNamespace).ToHashSet(StringComparer.Ordinal));

    public bool Selects(ResourceKey key) => Selected is null || key.Namespace.Length == 0 || Selected.Contains(key.Namespace);

    public bool Equals(NamespaceSelection? other) =>
        other is not null && (Selected is null || other.Selected is null ? ReferenceEquals(Selected, other.Selected) : Selected.SetEquals(other.Selected));

    public override int GetHashCode() => Selected?.Count ?? -1;
}
