using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Traffic;

/// <summary>The DestinationRules of one host merged: first policy wins whole, subsets add up (traffic specification 1.11).</summary>
public sealed record DestinationPolicyView
{
    public static DestinationPolicyView None { get; } = new();

    /// <summary>The rules it was merged from, oldest first; equality is theirs.</summary>
    public EquatableArray<Resource<DestinationRule>> Sources { get; init; }

    /// <summary>The oldest rule: named in cluster metadata.</summary>
    public ResourceKey? Primary => Sources.Count > 0 ? Sources[0].Key : null;

    public bool Exists => Sources.Count > 0;

    public string Host { get; init; } = "";

    /// <summary>The top-level policy, or null.</summary>
    public TrafficPolicy? Policy { get; init; }

    public IReadOnlyList<Subset> Subsets { get; init; } = [];

    /// <summary>exportTo of the merged entry, as written.</summary>
    public EquatableArray<string> ExportTo { get; init; }

    /// <summary>Labels a client workload must have; empty for every client.</summary>
    public EquatableMap<string, string> WorkloadSelector { get; init; } = EquatableMap<string, string>.Empty;

    public Subset? FindSubset(string name) => Subsets.FirstOrDefault(subset => subset.Name == name);

    public bool Equals(DestinationPolicyView? other) =>
        other is not null && (ReferenceEquals(this, other) || (Host == other.Host && Sources.Equals(other.Sources)));

    public override int GetHashCode() => HashCode.Combine(Host, Sources.Count);
}
