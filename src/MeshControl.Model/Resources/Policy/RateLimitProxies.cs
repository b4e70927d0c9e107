using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Policy;

/// <summary>Which proxies a policy is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RateLimitProxies>))]
public enum RateLimitProxies
{
    [JsonStringEnumMemberName("all")]
    All = 0,

    [JsonStringEnumMemberName("sidecars")]
    Sidecars = 1,

    [JsonStringEnumMemberName("gateways")]
    Gateways = 2,
}
