using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>What happens to traffic for hosts that the mesh does not know (istio.mesh.v1alpha1.MeshConfig.OutboundTrafficPolicy.Mode).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeshOutboundTrafficMode>))]
public enum MeshOutboundTrafficMode
{
    [JsonStringEnumMemberName("REGISTRY_ONLY")]
    RegistryOnly = 0,

    [JsonStringEnumMemberName("ALLOW_ANY")]
    AllowAny = 1,

    [JsonStringEnumMemberName("ALLOW_ANY_DYNAMIC_DNS")]
    AllowAnyDynamicDns = 3,
}
