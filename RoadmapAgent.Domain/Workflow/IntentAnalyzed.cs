namespace RoadmapAgent.Domain.Workflow;

/// <summary>The request was analyzed.</summary>
public sealed record IntentAnalyzed : WorkflowEvent;
