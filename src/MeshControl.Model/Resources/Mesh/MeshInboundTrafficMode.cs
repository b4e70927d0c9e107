using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Which address inbound traffic goes on to (istio.mesh.v1alpha1.MeshConfig.InboundTrafficPolicy.Mode).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeshInboundTrafficMode>))]
public enum MeshInboundTrafficMode
{
    [JsonStringEnumMemberName("PASSTHROUGH")]
    Passthrough = 0,

    [JsonStringEnumMemberName("LOCALHOST")]
    Localhost = 1,
}
