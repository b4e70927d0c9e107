using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>What happens to preflight requests that no origin matches (istio.networking.v1alpha3.CorsPolicy.UnmatchedPreflights).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnmatchedPreflights>))]
public enum UnmatchedPreflights
{
    [JsonStringEnumMemberName("UNSPECIFIED")]
    Unspecified = 0,

    [JsonStringEnumMemberName("FORWARD")]
    Forward = 1,

    [JsonStringEnumMemberName("IGNORE")]
    Ignore = 2,
}
