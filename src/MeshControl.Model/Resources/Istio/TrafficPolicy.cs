using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>How connections to a host are made and balanced (istio.networking.v1alpha3.TrafficPolicy).</summary>
public sealed record TrafficPolicy
{
    public LoadBalancerSettings? LoadBalancer { get; init; }

    public ConnectionPoolSettings? ConnectionPool { get; init; }

    public OutlierDetection? OutlierDetection { get; init; }

    public ClientTlsSettings? Tls { get; init; }

    [Limits(MaxItems = 4096)]
    public IReadOnlyList<PortTrafficPolicy> PortLevelSettings { get; init; } = [];

    public TunnelSettings? Tunnel { get; init; }

    public ProxyProtocolSettings? ProxyProtocol { get; init; }

    public RetryBudget? RetryBudget { get; init; }
}
