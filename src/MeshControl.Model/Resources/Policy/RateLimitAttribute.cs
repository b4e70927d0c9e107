using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Policy;

/// <summary>A property of requests that counters may be kept by.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RateLimitAttribute>))]
public enum RateLimitAttribute
{
    [JsonStringEnumMemberName("sourceIdentity")]
    SourceIdentity = 0,

    [JsonStringEnumMemberName("remoteAddress")]
    RemoteAddress = 1,

    [JsonStringEnumMemberName("path")]
    Path = 2,

    [JsonStringEnumMemberName("method")]
    Method = 3,

    [JsonStringEnumMemberName("host")]
    Host = 4,
}
