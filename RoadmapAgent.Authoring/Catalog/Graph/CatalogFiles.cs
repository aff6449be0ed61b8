using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RoadmapAgent.Domain;

namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>
/// Reads the embedded data files: one per field, and <c>goals.json</c>. Files are read in the order of their names; the numbers in the
/// names determine which field is taught first if prerequisites do not. Lessons are opened one by one.
/// </summary>
internal static class CatalogFiles
{
    private const string GoalsFile = "goals.json";
    private const string LessonPrefix = "lessons/";

    private static readonly Assembly Assembly = typeof(CatalogFiles).Assembly;

    /// <summary>Reads the graph from the embedded files.</summary>
    /// <exception cref="InvalidCatalogException">A file cannot be read or contradicts another.</exception>
    public static SkillGraph LoadEmbedded()
    {
        var names = Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".json", StringComparison.Ordinal) && !name.Contains('/'))
            .Order(StringComparer.Ordinal)
            .ToList();
        var fields = names.Where(name => name != GoalsFile).Select(name => Read<Field>(name)).ToList();
        return new SkillGraph(fields, Read<GoalList>(GoalsFile).Goals);
    }

    /// <summary>Creates the options that files are read with: nothing may be missing, null or unknown.</summary>
    /// <param name="types">The generated metadata of the files.</param>
    public static JsonSerializerOptions Strict(IJsonTypeInfoResolver types) => new(DomainJson.With(types))
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Opens a file of a skill's lessons; null if there is none.</summary>
    public static Stream? OpenLesson(string name) => Assembly.GetManifestResourceStream(LessonPrefix + name);

    /// <summary>Lists the lesson files that end like this, without the ending, in the order of their names.</summary>
    public static IReadOnlyList<string> LessonNames(string ending) =>
        [
            .. Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(LessonPrefix, StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal))
                .Select(name => name[LessonPrefix.Length..^ending.Length])
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Parses one file's text.</summary>
    /// <exception cref="InvalidCatalogException">The text is not JSON of the expected form.</exception>
    public static T Parse<T>(string name, Stream json, JsonSerializerOptions options) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, options)
                ?? throw new InvalidCatalogException($"The catalog file {name} is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidCatalogException($"The catalog file {name} cannot be read: {e.Message}", e);
        }
    }

    private static T Read<T>(string name) where T : class
    {
        using var stream = Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidCatalogException($"The catalog file {name} is missing from the assembly.");
        return Parse<T>(name, stream, GraphJson.Format);
    }
}
