using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoadmapAgent.Domain.Roadmaps;

/// <summary>The generated metadata of what a roadmap and its content are stored as.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RoadmapRequest))]
[JsonSerializable(typeof(Intent))]
[JsonSerializable(typeof(Framework))]
[JsonSerializable(typeof(CurriculumScore))]
[JsonSerializable(typeof(IReadOnlyList<FeedbackAnswer>))]
[JsonSerializable(typeof(Tutorial))]
[JsonSerializable(typeof(IReadOnlyList<LearningResource>))]
[JsonSerializable(typeof(IReadOnlyList<QuizQuestion>))]
public sealed partial class RoadmapJson : JsonSerializerContext
{
    /// <summary>The options of <see cref="DomainJson"/> with this metadata.</summary>
    public static JsonSerializerOptions Format => field ??= DomainJson.With(Default);
}
