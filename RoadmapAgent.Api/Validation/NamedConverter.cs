using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoadmapAgent.Api.Validation;

/// <summary>Reads and writes <see cref="Named{T}"/> as a JSON string.</summary>
internal sealed class NamedConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeof(INamed).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Named<T>> where T : struct, Enum
    {
        public override Named<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? new(reader.GetString()!) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, Named<T> value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Text);
    }
}
