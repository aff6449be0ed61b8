namespace RoadmapAgent.Domain.Workflow;

/// <summary>A learner requested the roadmap.</summary>
public sealed record RoadmapRequested : WorkflowEvent;
