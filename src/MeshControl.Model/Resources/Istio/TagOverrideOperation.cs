using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.telemetry.v1alpha1.MetricsOverrides.TagOverride.Operation</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TagOverrideOperation>))]
public enum TagOverrideOperation
{
    [JsonStringEnumMemberName("UPSERT")]
    Upsert = 0,

    [JsonStringEnumMemberName("REMOVE")]
    Remove = 1,
}
