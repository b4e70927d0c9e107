using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Selects workloads by labels; none selects all of the namespace (istio.type.v1beta1.WorkloadSelector).</summary>
public sealed record MatchLabelsSelector
{
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
