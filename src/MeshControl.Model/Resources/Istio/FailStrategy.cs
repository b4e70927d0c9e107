using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>What happens to traffic when a Wasm module fails (istio.extensions.v1alpha1.FailStrategy).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailStrategy>))]
public enum FailStrategy
{
    [JsonStringEnumMemberName("FAIL_CLOSE")]
    FailClose = 0,

    [JsonStringEnumMemberName("FAIL_OPEN")]
    FailOpen = 1,

    [JsonStringEnumMemberName("FAIL_RELOAD")]
    FailReload = 2,
}
