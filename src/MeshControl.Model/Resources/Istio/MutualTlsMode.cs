using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Mutual TLS at the receiving side; UNSET takes the parent's mode (istio.security.v1beta1.PeerAuthentication.MutualTLS.Mode).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MutualTlsMode>))]
public enum MutualTlsMode
{
    [JsonStringEnumMemberName("UNSET")]
    Unset = 0,

    [JsonStringEnumMemberName("DISABLE")]
    Disable = 1,

    [JsonStringEnumMemberName("PERMISSIVE")]
    Permissive = 2,

    [JsonStringEnumMemberName("STRICT")]
    Strict = 3,
}
