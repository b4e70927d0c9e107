using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>A named service for tracing, logs, metrics or authorization; one of the members is set (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider).</summary>
public sealed record ExtensionProvider
{
    public string Name { get; init; } = "";

    [OneOf("provider")]
    public EnvoyExternalAuthorizationHttpProvider? EnvoyExtAuthzHttp { get; init; }

    [OneOf("provider")]
    public EnvoyExternalAuthorizationGrpcProvider? EnvoyExtAuthzGrpc { get; init; }

    [OneOf("provider")]
    public ZipkinTracingProvider? Zipkin { get; init; }

    [OneOf("provider")]
    public LightstepTracingProvider? Lightstep { get; init; }

    [OneOf("provider")]
    public DatadogTracingProvider? Datadog { get; init; }

    [OneOf("provider")]
    public StackdriverProvider? Stackdriver { get; init; }

    [OneOf("provider")]
    public OpenCensusAgentTracingProvider? Opencensus { get; init; }

    [OneOf("provider")]
    public SkyWalkingTracingProvider? Skywalking { get; init; }

    [OneOf("provider")]
    public OpenTelemetryTracingProvider? Opentelemetry { get; init; }

    [OneOf("provider")]
    public PrometheusMetricsProvider? Prometheus { get; init; }

    [OneOf("provider")]
    public EnvoyFileAccessLogProvider? EnvoyFileAccessLog { get; init; }

    [OneOf("provider")]
    public EnvoyHttpGrpcV3LogProvider? EnvoyHttpAls { get; init; }

    [OneOf("provider")]
    public EnvoyTcpGrpcV3LogProvider? EnvoyTcpAls { get; init; }

    [OneOf("provider")]
    public EnvoyOpenTelemetryLogProvider? EnvoyOtelAls { get; init; }

    [OneOf("provider")]
    public SdsProvider? Sds { get; init; }
}
