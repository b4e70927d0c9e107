using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>When a Wasm image is fetched (istio.extensions.v1alpha1.PullPolicy).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WasmPullPolicy>))]
public enum WasmPullPolicy
{
    [JsonStringEnumMemberName("UNSPECIFIED_POLICY")]
    UnspecifiedPolicy = 0,

    [JsonStringEnumMemberName("IfNotPresent")]
    IfNotPresent = 1,

    [JsonStringEnumMemberName("Always")]
    Always = 2,
}
