using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Selects objects by labels, with Kubernetes' operators (istio.mesh.v1alpha1.LabelSelector).</summary>
public sealed record LabelSelector
{
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyList<LabelSelectorRequirement> MatchExpressions { get; init; } = [];
}
