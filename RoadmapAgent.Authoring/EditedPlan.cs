using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Authoring;

/// <summary>A plan after its edits.</summary>
/// <param name="Plan">The whole new plan.</param>
/// <param name="Answers">What became of each wish, in their order; empty if the plan of edits names none.</param>
public sealed record EditedPlan(Framework Plan, IReadOnlyList<FeedbackAnswer> Answers);
