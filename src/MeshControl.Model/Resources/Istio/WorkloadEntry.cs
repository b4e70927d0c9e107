using System.Collections.ObjectModel;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A workload outside Kubernetes (istio.networking.v1alpha3.WorkloadEntry).</summary>
public sealed record WorkloadEntry
{
    [Limits(MaxLength = 256)]
    public string Address { get; init; } = "";

    [Limits(MaxItems = 128)]
    public IReadOnlyDictionary<string, int> Ports { get; init; } = ReadOnlyDictionary<string, int>.Empty;

    [Limits(MaxItems = 256)]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    [Limits(MaxLength = 2048)]
    public string Network { get; init; } = "";

    [Limits(MaxLength = 2048)]
    public string Locality { get; init; } = "";

    public int Weight { get; init; }

    [Limits(MaxLength = 253)]
    public string ServiceAccount { get; init; } = "";
}
