namespace RoadmapAgent.Domain.Workflow;

/// <summary>A worker took it up.</summary>
public sealed record Started : WorkflowEvent;
