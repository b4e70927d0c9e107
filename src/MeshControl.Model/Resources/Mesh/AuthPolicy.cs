using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>How proxies reach the control plane; kept for old files (istio.mesh.v1alpha1.MeshConfig.AuthPolicy).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuthPolicy>))]
public enum AuthPolicy
{
    [JsonStringEnumMemberName("NONE")]
    None = 0,

    [JsonStringEnumMemberName("MUTUAL_TLS")]
    MutualTls = 1,
}
