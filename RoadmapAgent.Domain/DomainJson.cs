using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RoadmapAgent.Domain;

/// <summary>The JSON format of roadmaps in the database and over HTTP: camel case, enum values in snake case.</summary>
public static class DomainJson
{
    /// <summary>The options, which find out about types by reflection.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>
    /// Creates the same options with generated metadata, which costs less at the first use of a type. What it does not contain, such as
    /// anonymous and private types, is still found by reflection.
    /// </summary>
    /// <param name="types">The metadata; the first that contains a type counts.</param>
    public static JsonSerializerOptions With(params IEnumerable<IJsonTypeInfoResolver> types) =>
        new(Options) { TypeInfoResolver = JsonTypeInfoResolver.Combine([.. types, Options.TypeInfoResolver]) };

    /// <summary>Returns an enum value's name as stored, compared and displayed.</summary>
    public static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>Parses a name returned by <see cref="Name{T}"/>.</summary>
    /// <exception cref="FormatException">There is no such value.</exception>
    public static T Parse<T>(string name) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Name(value) == name)
            {
                return value;
            }
        }

        throw new FormatException($"'{name}' is not a {typeof(T).Name}.");
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
