using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Schema;

/// <summary>TimeSpan as a Go duration string.</summary>
internal sealed class GoDurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        GoDuration.TryParse(reader.GetString(), out var duration) ? duration : throw new JsonException("not a duration");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(GoDuration.Format(value));
}
