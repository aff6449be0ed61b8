using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A roadmap as its learner sees it.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="Goal">What was asked for.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Step">What is being done.</param>
/// <param name="Title">The plan's title, once there is one.</param>
/// <param name="Summary">What the plan does, once there is one.</param>
/// <param name="TotalHours">Hours in all; 0 before there is a plan.</param>
/// <param name="Weeks">Weeks at the learner's hours per week; 0 before there is a plan.</param>
/// <param name="Error">Why it failed, if it did.</param>
/// <param name="Progress">How many concepts have their content.</param>
/// <param name="Learning">How far the learner is.</param>
/// <param name="Round">How often the plan was edited.</param>
/// <param name="WaitingForReviewSince">Since when it waits for a person, if it does.</param>
/// <param name="Score">What its author thinks of the plan; null where nobody has judged it.</param>
/// <param name="Stages">The plan; empty before there is one.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="EndedAt">When it ended, if it did.</param>
public sealed record RoadmapView(
    Guid Id,
    string Goal,
    RoadmapStatus Status,
    WorkflowStep Step,
    string? Title,
    string? Summary,
    double TotalHours,
    int Weeks,
    string? Error,
    ProgressView Progress,
    LearningView Learning,
    int Round,
    DateTimeOffset? WaitingForReviewSince,
    ScoreView? Score,
    IReadOnlyList<StageView> Stages,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt);
