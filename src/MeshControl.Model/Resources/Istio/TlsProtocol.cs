using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Versions of TLS (istio.networking.v1alpha3.ServerTLSSettings.TLSProtocol).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TlsProtocol>))]
public enum TlsProtocol
{
    [JsonStringEnumMemberName("TLS_AUTO")]
    TlsAuto = 0,

    [JsonStringEnumMemberName("TLSV1_0")]
    Tls10 = 1,

    [JsonStringEnumMemberName("TLSV1_1")]
    Tls11 = 2,

    [JsonStringEnumMemberName("TLSV1_2")]
    Tls12 = 3,

    [JsonStringEnumMemberName("TLSV1_3")]
    Tls13 = 4,
}
