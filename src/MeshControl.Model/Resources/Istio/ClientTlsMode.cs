using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>How a proxy secures connections that it opens (istio.networking.v1alpha3.ClientTLSSettings.TLSmode).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClientTlsMode>))]
public enum ClientTlsMode
{
    [JsonStringEnumMemberName("DISABLE")]
    Disable = 0,

    [JsonStringEnumMemberName("SIMPLE")]
    Simple = 1,

    [JsonStringEnumMemberName("MUTUAL")]
    Mutual = 2,

    [JsonStringEnumMemberName("ISTIO_MUTUAL")]
    IstioMutual = 3,
}
