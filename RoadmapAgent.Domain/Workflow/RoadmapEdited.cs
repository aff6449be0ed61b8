namespace RoadmapAgent.Domain.Workflow;

/// <summary>The plan was changed.</summary>
public sealed record RoadmapEdited : WorkflowEvent;
