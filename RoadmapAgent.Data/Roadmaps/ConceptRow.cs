using System.Text.Json;
using RoadmapAgent.Domain;
using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>What a row of <c>roadmap.roadmaps</c> says about one concept.</summary>
internal sealed class ConceptRow : StateRow
{
    public required string RoadmapTitle { get; init; }

    public required string StageTitle { get; init; }

    public required string ModuleTitle { get; init; }

    public required string Concept { get; init; }

    public required string[] PrerequisiteNames { get; init; }

    public required string[] Kinds { get; init; }

    public required int QuizAttempts { get; init; }

    public ConceptWork Work(Guid roadmapId) => new(
        State(roadmapId),
        Version,
        FromJson<RoadmapRequest>(Request!),
        RoadmapTitle,
        StageTitle,
        ModuleTitle,
        FromJson<Concept>(Concept),
        PrerequisiteNames,
        [.. Kinds.Select(DomainJson.Parse<ContentKind>).Order()],
        QuizAttempts);

    private static T FromJson<T>(string json) => JsonSerializer.Deserialize<T>(json, StoredJson.Format)!;
}
