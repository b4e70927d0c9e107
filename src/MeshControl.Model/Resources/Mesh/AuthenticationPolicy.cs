using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>How proxies reach the control plane (istio.mesh.v1alpha1.AuthenticationPolicy).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuthenticationPolicy>))]
public enum AuthenticationPolicy
{
    [JsonStringEnumMemberName("NONE")]
    None = 0,

    [JsonStringEnumMemberName("MUTUAL_TLS")]
    MutualTls = 1,

    [JsonStringEnumMemberName("INHERIT")]
    Inherit = 1000,
}
