namespace MeshControl.Model.Resources.Istio;

/// <summary>Limits of connections to a host (istio.networking.v1alpha3.ConnectionPoolSettings).</summary>
public sealed record ConnectionPoolSettings
{
    public ConnectionPoolTcpSettings? Tcp { get; init; }

    public ConnectionPoolHttpSettings? Http { get; init; }
}
