using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Which direction of traffic a setting is for (istio.telemetry.v1alpha1.WorkloadMode).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TelemetryWorkloadMode>))]
public enum TelemetryWorkloadMode
{
    [JsonStringEnumMemberName("CLIENT_AND_SERVER")]
    ClientAndServer = 0,

    [JsonStringEnumMemberName("CLIENT")]
    Client = 1,

    [JsonStringEnumMemberName("SERVER")]
    Server = 2,
}
