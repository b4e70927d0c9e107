using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Where among the mesh's own filters an added filter goes (istio.networking.v1alpha3.EnvoyFilter.Patch.FilterClass).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EnvoyFilterFilterClass>))]
public enum EnvoyFilterFilterClass
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
