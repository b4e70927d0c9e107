using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Whether a tag is set or left out (istio.telemetry.v1alpha1.MetricsOverrides.TagOverride.Operation).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TagOverrideOperation>))]
public enum TagOverrideOperation
{
    [JsonStringEnumMemberName("UPSERT")]
    Upsert = 0,

    [JsonStringEnumMemberName("REMOVE")]
    Remove = 1,
}
