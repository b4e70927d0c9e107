using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>How the addresses of a service are found (istio.networking.v1alpha3.ServiceEntry.Resolution).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ServiceEntryResolution>))]
public enum ServiceEntryResolution
{
    [JsonStringEnumMemberName("NONE")]
    None = 0,

    [JsonStringEnumMemberName("STATIC")]
    Static = 1,

    [JsonStringEnumMemberName("DNS")]
    Dns = 2,

    [JsonStringEnumMemberName("DNS_ROUND_ROBIN")]
    DnsRoundRobin = 3,

    [JsonStringEnumMemberName("DYNAMIC_DNS")]
    DynamicDns = 4,
}
