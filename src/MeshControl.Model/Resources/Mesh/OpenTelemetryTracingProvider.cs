using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Spans for OpenTelemetry (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.OpenTelemetryTracingProvider).</summary>
public sealed record OpenTelemetryTracingProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public int MaxTagLength { get; init; }

    public ProviderHttpService? Http { get; init; }

    public ProviderGrpcService? Grpc { get; init; }

    public ResourceDetectors? ResourceDetectors { get; init; }

    public ServiceAttributeEnrichment ServiceAttributeEnrichment { get; init; }

    [OneOf("sampling")]
    public DynatraceSampler? DynatraceSampler { get; init; }
}
