namespace RoadmapAgent.Domain.Workflow;

/// <summary>There is a plan.</summary>
public sealed record CurriculumDesigned : WorkflowEvent;
