using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Who sees a ServiceEntry (istio.mesh.v1alpha1.ServiceEntryVisibility.Visibility).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Visibility>))]
public enum Visibility
{
    [JsonStringEnumMemberName("VISIBILITY_UNSPECIFIED")]
    VisibilityUnspecified = 0,

    [JsonStringEnumMemberName("NONE")]
    None = 1,

    [JsonStringEnumMemberName("NAMESPACE")]
    Namespace = 2,

    [JsonStringEnumMemberName("PUBLIC")]
    Public = 3,
}
