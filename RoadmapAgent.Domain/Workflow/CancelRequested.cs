namespace RoadmapAgent.Domain.Workflow;

/// <summary>The owner cancelled the roadmap.</summary>
public sealed record CancelRequested : WorkflowEvent;
