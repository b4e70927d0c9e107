using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>The template for workloads outside Kubernetes that register themselves (istio.networking.v1alpha3.WorkloadGroup).</summary>
public sealed record WorkloadGroup
{
    public WorkloadGroupMetadata? Metadata { get; init; }

    [Limits(Required = true)]
    public WorkloadEntry? Template { get; init; }

    public ReadinessProbe? Probe { get; init; }
}
