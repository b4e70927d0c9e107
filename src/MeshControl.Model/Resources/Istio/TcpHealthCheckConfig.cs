using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A readiness probe that opens a connection (istio.networking.v1alpha3.TCPHealthCheckConfig).</summary>
public sealed record TcpHealthCheckConfig
{
    public string Host { get; init; } = "";

    [Limits(Required = true)]
    public int Port { get; init; }
}
