using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Which Ingress objects are used (istio.mesh.v1alpha1.MeshConfig.IngressControllerMode).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IngressControllerMode>))]
public enum IngressControllerMode
{
    [JsonStringEnumMemberName("UNSPECIFIED")]
    Unspecified = 0,

    [JsonStringEnumMemberName("OFF")]
    Off = 1,

    [JsonStringEnumMemberName("DEFAULT")]
    Default = 2,

    [JsonStringEnumMemberName("STRICT")]
    Strict = 3,
}
