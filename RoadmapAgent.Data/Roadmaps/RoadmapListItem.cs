using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A roadmap in a list.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="Goal">The requested goal.</param>
/// <param name="Title">The plan's title, once there is one.</param>
/// <param name="Status">Its status.</param>
/// <param name="Step">The current step.</param>
/// <param name="TotalHours">Total hours; 0 before there is a plan.</param>
/// <param name="Weeks">Weeks at the learner's hours per week; 0 before there is a plan.</param>
/// <param name="Progress">The number of concepts with content; all 0 before content generation starts.</param>
/// <param name="WaitingForReviewSince">The time since when it has been waiting for review, if it is.</param>
/// <param name="CreatedAt">When it was created.</param>
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
