using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A roadmap as its learner sees it.</summary>
/// <param name="Id">The roadmap.</param>
/// <param name="Goal">The requested goal.</param>
/// <param name="Status">Its status.</param>
/// <param name="Step">The current step.</param>
/// <param name="Title">The plan's title, once there is one.</param>
/// <param name="Summary">The plan's summary, once there is one.</param>
/// <param name="TotalHours">Total hours; 0 before there is a plan.</param>
/// <param name="Weeks">Weeks at the learner's hours per week; 0 before there is a plan.</param>
/// <param name="Error">The reason it failed, if it did.</param>
/// <param name="Progress">The number of concepts with content.</param>
/// <param name="Learning">The learner's progress.</param>
/// <param name="Round">The number of edits of the plan.</param>
/// <param name="WaitingForReviewSince">The time since when it has been waiting for review, if it is.</param>
/// <param name="Score">The author's score of the plan; null if it has not been scored.</param>
/// <param name="Stages">The plan; empty before there is one.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="EndedAt">When it ended, if it did.</param>
/// <param name="ConceptsAhead">
/// About how many concepts of other roadmaps are written before this roadmap's next one; 500 means 500 or more, null that it
/// waits for its learner or has ended.
/// </param>
/// <param name="Reading">How the goal was read; null before that, and if the author does not tell.</param>
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
    DateTimeOffset? EndedAt,
    int? ConceptsAhead = null,
    GoalReading? Reading = null);
