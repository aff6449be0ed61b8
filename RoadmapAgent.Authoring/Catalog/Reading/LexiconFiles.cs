using RoadmapAgent.Authoring.Catalog.Graph;

namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>Reads the embedded data files of the words that goals are made of.</summary>
internal static class LexiconFiles
{
    private const string Prefix = "reading/";

    /// <summary>The phrases of each cue.</summary>
    public static IReadOnlyDictionary<Cue, IReadOnlyList<string>> Cues() => Read<Dictionary<Cue, IReadOnlyList<string>>>("cues.json");

    /// <summary>The topics.</summary>
    public static TopicList Topics() => Read<TopicList>("topics.json");

    /// <summary>The certifications.</summary>
    public static IReadOnlyList<Certification> Certifications() => Read<CertificationList>("certifications.json").Certifications;

    /// <summary>Words and phrases of other languages with their English translations; an empty one says nothing.</summary>
    public static IReadOnlyDictionary<string, string> Translations(string language) =>
        Read<Dictionary<string, string>>($"{language}.json");

    private static T Read<T>(string name) where T : class
    {
        using var stream = typeof(LexiconFiles).Assembly.GetManifestResourceStream(Prefix + name)
            ?? throw new InvalidCatalogException($"The catalog file {name} is missing from the assembly.");
        return CatalogFiles.Parse<T>(name, stream, ReadingJson.Format);
    }
}
