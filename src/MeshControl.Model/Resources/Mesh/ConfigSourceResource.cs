using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>What a configuration source provides (istio.mesh.v1alpha1.Resource).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConfigSourceResource>))]
public enum ConfigSourceResource
{
    [JsonStringEnumMemberName("SERVICE_REGISTRY")]
    ServiceRegistry = 0,
}
