using System.Text.Json;
using System.Text.Json.Serialization;
using RoadmapAgent.Authoring.Catalog.Graph;

namespace RoadmapAgent.Authoring.Catalog.Reading;

/// <summary>The generated metadata of the files of the words.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Dictionary<Cue, IReadOnlyList<string>>))]
[JsonSerializable(typeof(TopicList))]
[JsonSerializable(typeof(CertificationList))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ReadingJson : JsonSerializerContext
{
    /// <summary>The options that files are read with.</summary>
    public static JsonSerializerOptions Format => field ??= CatalogFiles.Strict(Default);
}
