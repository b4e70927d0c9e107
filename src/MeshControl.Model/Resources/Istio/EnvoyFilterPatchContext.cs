using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>The kinds of proxies and directions that a patch is for (istio.networking.v1alpha3.EnvoyFilter.PatchContext).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EnvoyFilterPatchContext>))]
public enum EnvoyFilterPatchContext
{
    [JsonStringEnumMemberName("ANY")]
    Any = 0,

    [JsonStringEnumMemberName("SIDECAR_INBOUND")]
    SidecarInbound = 1,

    [JsonStringEnumMemberName("SIDECAR_OUTBOUND")]
    SidecarOutbound = 2,

    [JsonStringEnumMemberName("GATEWAY")]
    Gateway = 3,

    [JsonStringEnumMemberName("WAYPOINT")]
    Waypoint = 4,
}
