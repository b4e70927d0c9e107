using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>What an AuthorizationPolicy does with requests that match (istio.security.v1beta1.AuthorizationPolicy.Action).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuthorizationAction>))]
public enum AuthorizationAction
{
    [JsonStringEnumMemberName("ALLOW")]
    Allow = 0,

    [JsonStringEnumMemberName("DENY")]
    Deny = 1,

    [JsonStringEnumMemberName("AUDIT")]
    Audit = 2,

    [JsonStringEnumMemberName("CUSTOM")]
    Custom = 3,
}
