using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshControl.Incremental.Internal;

/// <summary>Reads and writes an <see cref="EquatableMap{TKey,TValue}"/> with string keys as a JSON object.</summary>
internal sealed class EquatableMapConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType
        && typeToConvert.GetGenericTypeDefinition() == typeof(EquatableMap<,>)
        && typeToConvert.GetGenericArguments()[0] == typeof(string);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(EquatableMapConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()[1]))!;
}
