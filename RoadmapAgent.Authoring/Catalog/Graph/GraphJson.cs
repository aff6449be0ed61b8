using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoadmapAgent.Authoring.Catalog.Graph;

/// <summary>The generated metadata of the files of the graph.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Field))]
[JsonSerializable(typeof(GoalList))]
internal sealed partial class GraphJson : JsonSerializerContext
{
    /// <summary>The options that files are read with.</summary>
    public static JsonSerializerOptions Format => field ??= CatalogFiles.Strict(Default);
}
