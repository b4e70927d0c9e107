using System.Collections.ObjectModel;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Selects workloads by labels; none selects all of the namespace (istio.networking.v1alpha3.WorkloadSelector).</summary>
public sealed record WorkloadSelector
{
    [Limits(MaxItems = 256, ItemMaxLength = 63)]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
