namespace MeshControl.Model.Resources.Istio;

/// <summary>Limits of HTTP connections to a host; 0 means Envoy's default (istio.networking.v1alpha3.ConnectionPoolSettings.HTTPSettings).</summary>
public sealed record ConnectionPoolHttpSettings
{
    public int Http1MaxPendingRequests { get; init; }

    public int Http2MaxRequests { get; init; }

    public int MaxRequestsPerConnection { get; init; }

    public int MaxRetries { get; init; }

    public TimeSpan? IdleTimeout { get; init; }

    public H2UpgradePolicy H2UpgradePolicy { get; init; }

    public bool UseClientProtocol { get; init; }

    public int MaxConcurrentStreams { get; init; }

    public ConnectionKeepalive? Http2KeepAlive { get; init; }
}
