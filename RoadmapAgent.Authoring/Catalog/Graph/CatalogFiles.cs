using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using RoadmapAgent.Domain;

namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>
/// Reads the embedded data files: one per field, and <c>goals.json</c>. Files are read in the order of their names; the numbers in the
/// names determine which field is taught first if prerequisites do not.
/// </summary>
internal static class CatalogFiles
{
    private const string GoalsFile = "goals.json";

    private static readonly JsonSerializerOptions Strict = new(DomainJson.Options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads the graph from the embedded files.</summary>
    /// <exception cref="InvalidCatalogException">A file cannot be read or contradicts another.</exception>
    public static SkillGraph LoadEmbedded()
    {
        var assembly = typeof(CatalogFiles).Assembly;
        var names = assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        var fields = names.Where(name => name != GoalsFile).Select(name => Read<Field>(assembly, name)).ToList();
        return new SkillGraph(fields, Read<GoalList>(assembly, GoalsFile).Goals);
    }

    /// <summary>Parses one file's text.</summary>
    /// <exception cref="InvalidCatalogException">The text is not JSON of the expected form.</exception>
    public static T Parse<T>(string name, Stream json) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Strict)
                ?? throw new InvalidCatalogException($"The catalog file {name} is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidCatalogException($"The catalog file {name} cannot be read: {e.Message}", e);
        }
    }

    private static T Read<T>(Assembly assembly, string name) where T : class
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidCatalogException($"The catalog file {name} is missing from the assembly.");
        return Parse<T>(name, stream);
    }
}
