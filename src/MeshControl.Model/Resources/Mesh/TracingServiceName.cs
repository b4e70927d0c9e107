using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>How a proxy is named in spans (istio.mesh.v1alpha1.ProxyConfig.TracingServiceName).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TracingServiceName>))]
public enum TracingServiceName
{
    [JsonStringEnumMemberName("APP_LABEL_AND_NAMESPACE")]
    AppLabelAndNamespace = 0,

    [JsonStringEnumMemberName("CANONICAL_NAME_ONLY")]
    CanonicalNameOnly = 1,

    [JsonStringEnumMemberName("CANONICAL_NAME_AND_NAMESPACE")]
    CanonicalNameAndNamespace = 2,
}
