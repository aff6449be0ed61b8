using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Workflow;

/// <summary>The plan was edited.</summary>
/// <param name="Plan">The edited plan.</param>
/// <param name="Answers">What became of the reviewer's wishes; empty if the edit repairs the plan.</param>
public sealed record RoadmapEdited(Framework Plan, IReadOnlyList<FeedbackAnswer> Answers) : WorkflowEvent;
