using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Where in the filter chain a WasmPlugin runs (istio.extensions.v1alpha1.PluginPhase).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PluginPhase>))]
public enum PluginPhase
{
    [JsonStringEnumMemberName("UNSPECIFIED_PHASE")]
    UnspecifiedPhase = 0,

    [JsonStringEnumMemberName("AUTHN")]
    Authn = 1,

    [JsonStringEnumMemberName("AUTHZ")]
    Authz = 2,

    [JsonStringEnumMemberName("STATS")]
    Stats = 3,
}
