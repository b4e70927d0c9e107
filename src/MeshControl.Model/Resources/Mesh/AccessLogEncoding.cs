using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Form of access logs (istio.mesh.v1alpha1.MeshConfig.AccessLogEncoding).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccessLogEncoding>))]
public enum AccessLogEncoding
{
    [JsonStringEnumMemberName("TEXT")]
    Text = 0,

    [JsonStringEnumMemberName("JSON")]
    Json = 1,
}
