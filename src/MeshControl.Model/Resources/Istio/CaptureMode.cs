using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>How traffic gets to a Sidecar's listener (istio.networking.v1alpha3.CaptureMode).</summary>
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
