using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>How a server ends TLS, or that it does not (istio.networking.v1alpha3.ServerTLSSettings.TLSmode).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ServerTlsMode>))]
public enum ServerTlsMode
{
    [JsonStringEnumMemberName("PASSTHROUGH")]
    Passthrough = 0,

    [JsonStringEnumMemberName("SIMPLE")]
    Simple = 1,

    [JsonStringEnumMemberName("MUTUAL")]
    Mutual = 2,

    [JsonStringEnumMemberName("AUTO_PASSTHROUGH")]
    AutoPassthrough = 3,

    [JsonStringEnumMemberName("ISTIO_MUTUAL")]
    IstioMutual = 4,

    [JsonStringEnumMemberName("OPTIONAL_MUTUAL")]
    OptionalMutual = 5,
}
