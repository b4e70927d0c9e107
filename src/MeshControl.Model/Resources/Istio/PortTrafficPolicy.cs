namespace MeshControl.Model.Resources.Istio;

/// <summary>A traffic policy for one port; it replaces the host's policy as a whole (istio.networking.v1alpha3.TrafficPolicy.PortTrafficPolicy).</summary>
public sealed record PortTrafficPolicy
{
    public PortSelector? Port { get; init; }

    public LoadBalancerSettings? LoadBalancer { get; init; }

    public ConnectionPoolSettings? ConnectionPool { get; init; }

    public OutlierDetection? OutlierDetection { get; init; }

    public ClientTlsSettings? Tls { get; init; }
}
