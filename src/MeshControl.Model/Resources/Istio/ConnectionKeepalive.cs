namespace MeshControl.Model.Resources.Istio;

/// <summary>HTTP/2 PING frames on idle connections (istio.networking.v1alpha3.ConnectionPoolSettings.HTTPSettings.ConnectionKeepalive).</summary>
public sealed record ConnectionKeepalive
{
    public TimeSpan? Interval { get; init; }

    public TimeSpan? Timeout { get; init; }
}
