using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Whether a Wasm module filters HTTP or bytes (istio.extensions.v1alpha1.PluginType).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PluginType>))]
public enum PluginType
{
    [JsonStringEnumMemberName("UNSPECIFIED_PLUGIN_TYPE")]
    UnspecifiedPluginType = 0,

    [JsonStringEnumMemberName("HTTP")]
    Http = 1,

    [JsonStringEnumMemberName("NETWORK")]
    Network = 2,
}
