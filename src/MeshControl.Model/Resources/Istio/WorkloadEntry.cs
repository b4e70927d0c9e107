using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A workload outside Kubernetes (istio.networking.v1alpha3.WorkloadEntry).</summary>
public sealed record WorkloadEntry
{
    public string Address { get; init; } = "";

    public IReadOnlyDictionary<string, int> Ports { get; init; } = ReadOnlyDictionary<string, int>.Empty;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public string Network { get; init; } = "";

    public string Locality { get; init; } = "";

    public int Weight { get; init; }

    public string ServiceAccount { get; init; } = "";
}
