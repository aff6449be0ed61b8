using System.Text.Json;
using System.Text.Json.Serialization;
using RoadmapAgent.Data.Transactions;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>
/// The generated metadata of what is stored with a roadmap, or read from the database as JSON. That of the roadmap is
/// <see cref="RoadmapJson"/>.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(IEnumerable<OutboxMessage>))]
[JsonSerializable(typeof(List<ConceptOutcome>))]
[JsonSerializable(typeof(List<ItemStatus>))]
[JsonSerializable(typeof(List<ItemContent>))]
[JsonSerializable(typeof(List<QuizQuestion>))]
[JsonSerializable(typeof(List<FeedbackAnswer>))]
[JsonSerializable(typeof(IReadOnlyList<IReadOnlyList<int>>))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(List<double>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    /// <summary>The options of <see cref="DomainJson"/> with this metadata and that of the roadmap.</summary>
    public static JsonSerializerOptions Format => field ??= DomainJson.With(Default, RoadmapJson.Default);
}
