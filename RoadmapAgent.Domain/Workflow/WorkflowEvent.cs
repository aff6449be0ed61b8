namespace RoadmapAgent.Domain.Workflow;

/// <summary>An event that may change a roadmap's state.</summary>
public abstract record WorkflowEvent;
