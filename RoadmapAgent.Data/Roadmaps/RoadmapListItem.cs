using RoadmapAgent.Domain.Roadmaps;
using RoadmapAgent.Domain.Workflow;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A roadmap in a list.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="Goal">What was asked for.</param>
/// <param name="Title">The plan's title, once there is one.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Step">What is being done.</param>
/// <param name="TotalHours">Hours in all; 0 before there is a plan.</param>
/// <param name="Weeks">Weeks at the learner's hours per week; 0 before there is a plan.</param>
/// <param name="Progress">How many concepts have their content; all 0 before its writing began.</param>
/// <param name="WaitingForReviewSince">Since when it waits for a person, if it does.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="EndedAt">When it ended, if it did.</param>
public sealed record RoadmapListItem(
    Guid Id,
    string Goal,
    string? Title,
    RoadmapStatus Status,
    WorkflowStep Step,
    double TotalHours,
    int Weeks,
    ProgressView Progress,
    DateTimeOffset? WaitingForReviewSince,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt);
