using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Version of the PROXY protocol (istio.networking.v1alpha3.TrafficPolicy.ProxyProtocol.VERSION).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProxyProtocolVersion>))]
public enum ProxyProtocolVersion
{
    [JsonStringEnumMemberName("V1")]
    V1 = 0,

    [JsonStringEnumMemberName("V2")]
    V2 = 1,
}
