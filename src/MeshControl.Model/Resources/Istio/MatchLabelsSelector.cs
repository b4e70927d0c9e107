using System.Collections.ObjectModel;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Selects workloads by labels; none selects all of the namespace (istio.type.v1beta1.WorkloadSelector).</summary>
public sealed record MatchLabelsSelector
{
    [Limits(MaxItems = 4096, ItemMaxLength = 63)]
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
