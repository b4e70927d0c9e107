using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Which direction of traffic an extension sees (istio.type.v1beta1.WorkloadMode).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkloadMode>))]
public enum WorkloadMode
{
    [JsonStringEnumMemberName("UNDEFINED")]
    Undefined = 0,

    [JsonStringEnumMemberName("CLIENT")]
    Client = 1,

    [JsonStringEnumMemberName("SERVER")]
    Server = 2,

    [JsonStringEnumMemberName("CLIENT_AND_SERVER")]
    ClientAndServer = 3,
}
