using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Policy;

/// <summary>Who counts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RateLimitScope>))]
public enum RateLimitScope
{
    [JsonStringEnumMemberName("local")]
    Local = 0,

    [JsonStringEnumMemberName("global")]
    Global = 1,
}
