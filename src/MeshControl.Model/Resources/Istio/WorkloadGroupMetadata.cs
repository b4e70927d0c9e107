using System.Collections.ObjectModel;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Labels and annotations for the WorkloadEntries of a group (istio.networking.v1alpha3.WorkloadGroup.ObjectMeta).</summary>
public sealed record WorkloadGroupMetadata
{
    [Limits(MaxItems = 256)]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    [Limits(MaxItems = 256)]
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
