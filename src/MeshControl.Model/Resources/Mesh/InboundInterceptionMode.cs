using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>How inbound traffic is redirected to the proxy (istio.mesh.v1alpha1.ProxyConfig.InboundInterceptionMode).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InboundInterceptionMode>))]
public enum InboundInterceptionMode
{
    [JsonStringEnumMemberName("REDIRECT")]
    Redirect = 0,

    [JsonStringEnumMemberName("TPROXY")]
    Tproxy = 1,

    [JsonStringEnumMemberName("NONE")]
    None = 2,
}
