using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Whether unknown hosts may be reached (istio.networking.v1alpha3.OutboundTrafficPolicy.Mode).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutboundTrafficPolicyMode>))]
public enum OutboundTrafficPolicyMode
{
    [JsonStringEnumMemberName("REGISTRY_ONLY")]
    RegistryOnly = 0,

    [JsonStringEnumMemberName("ALLOW_ANY")]
    AllowAny = 1,

    [JsonStringEnumMemberName("ALLOW_ANY_DYNAMIC_DNS")]
    AllowAnyDynamicDns = 3,
}
