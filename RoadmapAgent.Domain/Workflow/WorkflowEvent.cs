namespace RoadmapAgent.Domain.Workflow;

/// <summary>Something that happened to a roadmap.</summary>
public abstract record WorkflowEvent;
