using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MeshControl.Incremental.Internal;

internal sealed class EquatableMapConverter<TValue> : JsonConverter<EquatableMap<string, TValue>>
{
    // A JSON null is an empty map.
    public override bool HandleNull => true;

    public override EquatableMap<string, TValue> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Expected an object, found {reader.TokenType}.");
        }

        var element = (JsonTypeInfo<TValue>)options.GetTypeInfo(typeof(TValue));
        var entries = new List<KeyValuePair<string, TValue>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            reader.Read();
            entries.Add(new(key, JsonSerializer.Deserialize(ref reader, element)!));
        }

        return new(entries);
    }

    public override void Write(Utf8JsonWriter writer, EquatableMap<string, TValue> value, JsonSerializerOptions options)
    {
        var element = (JsonTypeInfo<TValue>)options.GetTypeInfo(typeof(TValue));
        writer.WriteStartObject();
        foreach (var (key, item) in value)
        {
            writer.WritePropertyName(key);
            JsonSerializer.Serialize(writer, item, element);
        }

        writer.WriteEndObject();
    }
}
