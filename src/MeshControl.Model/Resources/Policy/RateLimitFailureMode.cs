using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Policy;

/// <summary>What happens to requests that the rate limit service says nothing about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RateLimitFailureMode>))]
public enum RateLimitFailureMode
{
    [JsonStringEnumMemberName("open")]
    Open = 0,

    [JsonStringEnumMemberName("closed")]
    Closed = 1,
}
