using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Clusters;

/// <summary>The blocks of a traffic policy that apply to one cluster, after every override (traffic specification 5.8).</summary>
internal sealed record EffectivePolicy
{
    public static EffectivePolicy None { get; } = new();

    public ConnectionPoolSettings? ConnectionPool { get; init; }

    public LoadBalancerSettings? LoadBalancer { get; init; }

    public OutlierDetection? OutlierDetection { get; init; }

    public ClientTlsSettings? Tls { get; init; }

    public ProxyProtocolSettings? ProxyProtocol { get; init; }

    public RetryBudget? RetryBudget { get; init; }

    /// <summary>True where the load balancer is the address that the client dialled.</summary>
    public bool IsPassthrough => LoadBalancer?.Simple == SimpleLb.Passthrough;

    public bool UsesOwnTls => Tls?.Mode is ClientTlsMode.Simple or ClientTlsMode.Mutual;
}
