namespace MeshControl.Model.Resources.Istio;

/// <summary>Limits of TCP connections to a host; 0 means no limit (istio.networking.v1alpha3.ConnectionPoolSettings.TCPSettings).</summary>
public sealed record ConnectionPoolTcpSettings
{
    public int MaxConnections { get; init; }

    public TimeSpan? ConnectTimeout { get; init; }

    public TcpKeepalive? TcpKeepalive { get; init; }

    public TimeSpan? MaxConnectionDuration { get; init; }

    public TimeSpan? IdleTimeout { get; init; }
}
