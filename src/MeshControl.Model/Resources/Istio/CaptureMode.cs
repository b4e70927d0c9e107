using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.networking.v1alpha3.CaptureMode</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CaptureMode>))]
public enum CaptureMode
{
    [JsonStringEnumMemberName("DEFAULT")]
    Default = 0,

    [JsonStringEnumMemberName("IPTABLES")]
    Iptables = 1,

    [JsonStringEnumMemberName("NONE")]
    None = 2,
}
