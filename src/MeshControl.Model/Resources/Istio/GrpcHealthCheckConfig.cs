namespace MeshControl.Model.Resources.Istio;

/// <summary>A readiness probe over gRPC (istio.networking.v1alpha3.GrpcHealthCheckConfig).</summary>
public sealed record GrpcHealthCheckConfig
{
    public int Port { get; init; }

    public string Service { get; init; } = "";
}
