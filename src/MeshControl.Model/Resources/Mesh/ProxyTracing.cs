using System.Collections.ObjectModel;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Tracing of a proxy; one of the tracers is set (istio.mesh.v1alpha1.Tracing).</summary>
public sealed record ProxyTracing
{
    [OneOf("tracer")]
    public ZipkinTracer? Zipkin { get; init; }

    [OneOf("tracer")]
    public LightstepTracer? Lightstep { get; init; }

    [OneOf("tracer")]
    public DatadogTracer? Datadog { get; init; }

    [OneOf("tracer")]
    public StackdriverTracer? Stackdriver { get; init; }

    [OneOf("tracer")]
    public OpenCensusAgentTracer? OpenCensusAgent { get; init; }

    public IReadOnlyDictionary<string, ProxyCustomTag> CustomTags { get; init; } = ReadOnlyDictionary<string, ProxyCustomTag>.Empty;

    public int MaxPathTagLength { get; init; }

    public double Sampling { get; init; }

    public ClientTlsSettings? TlsSettings { get; init; }

    public bool? EnableIstioTags { get; init; }
}
