using System.Text.Json;
using System.Text.Json.Serialization;
using RoadmapAgent.Authoring.Catalog.Graph;

namespace RoadmapAgent.Authoring.Catalog.Lessons;

/// <summary>The generated metadata of the files of the quizzes.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(QuizItemList))]
internal sealed partial class LessonJson : JsonSerializerContext
{
    /// <summary>The options that files are read with.</summary>
    public static JsonSerializerOptions Format => field ??= CatalogFiles.Strict(Default);
}
