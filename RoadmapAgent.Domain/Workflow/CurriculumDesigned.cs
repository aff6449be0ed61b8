namespace RoadmapAgent.Domain.Workflow;

/// <summary>The plan was designed.</summary>
public sealed record CurriculumDesigned : WorkflowEvent;
