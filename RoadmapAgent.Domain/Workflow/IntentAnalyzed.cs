namespace RoadmapAgent.Domain.Workflow;

/// <summary>The goal is understood.</summary>
public sealed record IntentAnalyzed : WorkflowEvent;
