using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Policy;

/// <summary>Unit of a rate.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RateLimitUnit>))]
public enum RateLimitUnit
{
    [JsonStringEnumMemberName("second")]
    Second = 0,

    [JsonStringEnumMemberName("minute")]
    Minute = 1,

    [JsonStringEnumMemberName("hour")]
    Hour = 2,

    [JsonStringEnumMemberName("day")]
    Day = 3,
}
