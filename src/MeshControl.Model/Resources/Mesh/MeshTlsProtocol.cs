using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Versions of TLS (istio.mesh.v1alpha1.MeshConfig.TLSConfig.TLSProtocol).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeshTlsProtocol>))]
public enum MeshTlsProtocol
{
    [JsonStringEnumMemberName("TLS_AUTO")]
    TlsAuto = 0,

    [JsonStringEnumMemberName("TLSV1_2")]
    Tls12 = 1,

    [JsonStringEnumMemberName("TLSV1_3")]
    Tls13 = 2,
}
