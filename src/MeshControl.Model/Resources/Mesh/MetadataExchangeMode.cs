using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>To whom peer metadata headers are sent (istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.MetadataExchangeMode).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MetadataExchangeMode>))]
public enum MetadataExchangeMode
{
    [JsonStringEnumMemberName("UNDEFINED")]
    Undefined = 0,

    [JsonStringEnumMemberName("IN_MESH")]
    InMesh = 1,
}
