namespace MeshControl.Model.Resources.Mesh;

/// <summary>Spans for Zipkin (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.ZipkinTracingProvider).</summary>
public sealed record ZipkinTracingProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public int MaxTagLength { get; init; }

    public bool Enable64bitTraceId { get; init; }

    public string Path { get; init; } = "";

    public ZipkinTraceContextOption TraceContextOption { get; init; }

    public TimeSpan? Timeout { get; init; }

    public IReadOnlyList<ProviderHttpHeader> Headers { get; init; } = [];
}
