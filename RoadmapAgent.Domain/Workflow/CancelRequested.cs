namespace RoadmapAgent.Domain.Workflow;

/// <summary>Its owner ended it.</summary>
public sealed record CancelRequested : WorkflowEvent;
