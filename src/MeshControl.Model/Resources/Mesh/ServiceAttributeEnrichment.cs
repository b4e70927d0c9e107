using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Names of the service attributes of spans (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.ServiceAttributeEnrichment).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ServiceAttributeEnrichment>))]
public enum ServiceAttributeEnrichment
{
    [JsonStringEnumMemberName("ISTIO_CANONICAL")]
    IstioCanonical = 0,

    [JsonStringEnumMemberName("OTEL_SEMANTIC_CONVENTIONS")]
    OtelSemanticConventions = 1,
}
