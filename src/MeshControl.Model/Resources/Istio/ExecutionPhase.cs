using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Where in the filter chain a TrafficExtension runs (istio.extensions.v1alpha1.TrafficExtension.ExecutionPhase).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExecutionPhase>))]
public enum ExecutionPhase
{
    [JsonStringEnumMemberName("UNSPECIFIED")]
    Unspecified = 0,

    [JsonStringEnumMemberName("AUTHN")]
    Authn = 1,

    [JsonStringEnumMemberName("AUTHZ")]
    Authz = 2,

    [JsonStringEnumMemberName("STATS")]
    Stats = 3,
}
