using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Headers that carry the trace (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.OpenCensusAgentTracingProvider.TraceContext).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OpenCensusTraceContext>))]
public enum OpenCensusTraceContext
{
    [JsonStringEnumMemberName("UNSPECIFIED")]
    Unspecified = 0,

    [JsonStringEnumMemberName("W3C_TRACE_CONTEXT")]
    W3cTraceContext = 1,

    [JsonStringEnumMemberName("GRPC_BIN")]
    GrpcBin = 2,

    [JsonStringEnumMemberName("CLOUD_TRACE_CONTEXT")]
    CloudTraceContext = 3,

    [JsonStringEnumMemberName("B3")]
    B3 = 4,
}
