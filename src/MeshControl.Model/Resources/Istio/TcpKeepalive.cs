namespace MeshControl.Model.Resources.Istio;

/// <summary>TCP keepalive of connections (istio.networking.v1alpha3.ConnectionPoolSettings.TCPSettings.TcpKeepalive).</summary>
public sealed record TcpKeepalive
{
    public int Probes { get; init; }

    public TimeSpan? Time { get; init; }

    public TimeSpan? Interval { get; init; }
}
