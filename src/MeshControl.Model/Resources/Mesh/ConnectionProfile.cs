using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Defaults for connections at the edge or inside the mesh (istio.mesh.v1alpha1.ProxyConfig.ConnectionSettings.Profile).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConnectionProfile>))]
public enum ConnectionProfile
{
    [JsonStringEnumMemberName("SIDECAR")]
    Sidecar = 0,

    [JsonStringEnumMemberName("EDGE")]
    Edge = 1,
}
