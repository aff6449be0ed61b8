namespace RoadmapAgent.Domain.Workflow;

/// <summary>A worker started the roadmap.</summary>
public sealed record Started : WorkflowEvent;
