using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Whether HTTP/1.1 to a host is upgraded to HTTP/2 (istio.networking.v1alpha3.ConnectionPoolSettings.HTTPSettings.H2UpgradePolicy).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<H2UpgradePolicy>))]
public enum H2UpgradePolicy
{
    [JsonStringEnumMemberName("DEFAULT")]
    Default = 0,

    [JsonStringEnumMemberName("DO_NOT_UPGRADE")]
    DoNotUpgrade = 1,

    [JsonStringEnumMemberName("UPGRADE")]
    Upgrade = 2,
}
