using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Whether a service is part of the mesh (istio.networking.v1alpha3.ServiceEntry.Location).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ServiceEntryLocation>))]
public enum ServiceEntryLocation
{
    [JsonStringEnumMemberName("MESH_EXTERNAL")]
    MeshExternal = 0,

    [JsonStringEnumMemberName("MESH_INTERNAL")]
    MeshInternal = 1,
}
