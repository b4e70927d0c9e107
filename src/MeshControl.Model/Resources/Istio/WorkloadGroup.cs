namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.networking.v1alpha3.WorkloadGroup</summary>
public sealed record WorkloadGroup
{
    public WorkloadGroupMetadata? Metadata { get; init; }

    public WorkloadEntry? Template { get; init; }

    public ReadinessProbe? Probe { get; init; }
}
