namespace MeshControl.Model.Resources.Istio;

/// <summary>What a workload's proxy reaches and where it listens (istio.networking.v1alpha3.Sidecar).</summary>
public sealed record Sidecar
{
    public WorkloadSelector? WorkloadSelector { get; init; }

    public IReadOnlyList<IstioIngressListener> Ingress { get; init; } = [];

    public IReadOnlyList<IstioEgressListener> Egress { get; init; } = [];

    public ConnectionPoolSettings? InboundConnectionPool { get; init; }

    public OutboundTrafficPolicy? OutboundTrafficPolicy { get; init; }
}
