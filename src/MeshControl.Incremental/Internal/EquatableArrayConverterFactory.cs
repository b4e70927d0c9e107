using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshControl.Incremental.Internal;

/// <summary>Reads and writes an <see cref="EquatableArray{T}"/> as a JSON array; with source generation the context must know the element type.</summary>
internal sealed class EquatableArrayConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(EquatableArray<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(EquatableArrayConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
}
