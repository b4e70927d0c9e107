using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Headers that carry the trace (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.ZipkinTracingProvider.TraceContextOption).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ZipkinTraceContextOption>))]
public enum ZipkinTraceContextOption
{
    [JsonStringEnumMemberName("USE_B3")]
    UseB3 = 0,

    [JsonStringEnumMemberName("USE_B3_WITH_W3C_PROPAGATION")]
    UseB3WithW3cPropagation = 1,
}
