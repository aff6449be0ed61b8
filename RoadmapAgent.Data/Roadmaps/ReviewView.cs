using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The state of a review.</summary>
/// <param name="Round">The number of edits of the plan.</param>
/// <param name="WaitingSince">The time since when the plan has been waiting, if it is.</param>
/// <param name="Feedback">The changes requested by the last review.</param>
/// <param name="Answers">What became of it, line by line; empty until the plan has been edited.</param>
/// <param name="Changes">The changes since then.</param>
public sealed record ReviewView(
    int Round,
    DateTimeOffset? WaitingSince,
    string? Feedback,
    IReadOnlyList<FeedbackAnswer> Answers,
    IReadOnlyList<PlanChange> Changes);
