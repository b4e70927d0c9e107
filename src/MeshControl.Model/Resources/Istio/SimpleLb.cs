using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Load balancing without hashing (istio.networking.v1alpha3.LoadBalancerSettings.SimpleLB).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SimpleLb>))]
public enum SimpleLb
{
    [JsonStringEnumMemberName("UNSPECIFIED")]
    Unspecified = 0,

    [JsonStringEnumMemberName("LEAST_CONN")]
    LeastConn = 1,

    [JsonStringEnumMemberName("RANDOM")]
    Random = 2,

    [JsonStringEnumMemberName("PASSTHROUGH")]
    Passthrough = 3,

    [JsonStringEnumMemberName("ROUND_ROBIN")]
    RoundRobin = 4,

    [JsonStringEnumMemberName("LEAST_REQUEST")]
    LeastRequest = 5,
}
