using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>What is stored of a roadmap, as far as its learner sees it.</summary>
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
    DateTimeOffset? EndedAt);
