namespace RoadmapAgent.Domain.Workflow;

/// <summary>The plan was edited.</summary>
public sealed record RoadmapEdited : WorkflowEvent;
