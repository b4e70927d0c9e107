using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Whether a service is reached across clusters (istio.mesh.v1alpha1.MeshConfig.ServiceScopeConfigs.Scope).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ServiceScope>))]
public enum ServiceScope
{
    [JsonStringEnumMemberName("LOCAL")]
    Local = 0,

    [JsonStringEnumMemberName("GLOBAL")]
    Global = 1,
}
