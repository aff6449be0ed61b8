using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The stored data of a roadmap that its learner can see.</summary>
internal sealed record RoadmapFacts(
    Guid Id,
    string Goal,
    RoadmapStatus Status,
    WorkflowStep Step,
    int Round,
    Framework? Framework,
    string? Error,
    IReadOnlyList<ItemStatus> Items,
    IReadOnlyList<string> Done,
    double? QuizAverage,
    DateTimeOffset? WaitingForReviewSince,
    CurriculumScore? Score,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt,
    int? ConceptsAhead = null,
    GoalReading? Reading = null);
