using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Policies for traffic to a host, and its subsets (istio.networking.v1alpha3.DestinationRule).</summary>
public sealed record DestinationRule
{
    [Limits(Required = true)]
    public string Host { get; init; } = "";

    public TrafficPolicy? TrafficPolicy { get; init; }

    public IReadOnlyList<Subset> Subsets { get; init; } = [];

    public IReadOnlyList<string> ExportTo { get; init; } = [];

    public MatchLabelsSelector? WorkloadSelector { get; init; }
}
