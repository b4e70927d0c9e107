using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.MeshConfig.AuthPolicy</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuthPolicy>))]
public enum AuthPolicy
{
    [JsonStringEnumMemberName("NONE")]
    None = 0,

    [JsonStringEnumMemberName("MUTUAL_TLS")]
    MutualTls = 1,
}
