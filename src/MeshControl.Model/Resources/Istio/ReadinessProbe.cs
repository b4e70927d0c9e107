using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>How a workload outside Kubernetes tells that it is ready; times in seconds (istio.networking.v1alpha3.ReadinessProbe).</summary>
public sealed record ReadinessProbe
{
    public int InitialDelaySeconds { get; init; }

    public int TimeoutSeconds { get; init; }

    public int PeriodSeconds { get; init; }

    public int SuccessThreshold { get; init; }

    public int FailureThreshold { get; init; }

    [OneOf("healthCheckMethod")]
    public HttpHealthCheckConfig? HttpGet { get; init; }

    [OneOf("healthCheckMethod")]
    public TcpHealthCheckConfig? TcpSocket { get; init; }

    [OneOf("healthCheckMethod")]
    public ExecHealthCheckConfig? Exec { get; init; }

    [OneOf("healthCheckMethod")]
    public GrpcHealthCheckConfig? Grpc { get; init; }
}
