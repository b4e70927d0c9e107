using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Selects workloads by labels; none selects all of the namespace (istio.networking.v1alpha3.WorkloadSelector).</summary>
public sealed record WorkloadSelector
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
