using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Whether HTTP/1.1 inside the mesh is upgraded to HTTP/2 (istio.mesh.v1alpha1.MeshConfig.H2UpgradePolicy).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeshH2UpgradePolicy>))]
public enum MeshH2UpgradePolicy
{
    [JsonStringEnumMemberName("DO_NOT_UPGRADE")]
    DoNotUpgrade = 0,

    [JsonStringEnumMemberName("UPGRADE")]
    Upgrade = 1,
}
