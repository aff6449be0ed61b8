using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoadmapAgent.Domain;

/// <summary>The JSON format of roadmaps in the database and over HTTP: camel case, enum values in snake case.</summary>
public static class DomainJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

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
