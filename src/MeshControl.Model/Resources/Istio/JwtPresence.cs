using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Whether a request must carry the token (istio.security.v1beta1.JWTRule.Presence).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JwtPresence>))]
public enum JwtPresence
{
    [JsonStringEnumMemberName("OPTIONAL")]
    Optional = 0,

    [JsonStringEnumMemberName("REQUIRED")]
    Required = 1,
}
