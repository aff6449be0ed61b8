namespace RoadmapAgent.Domain.Workflow;

/// <summary>The owner requested the regeneration of a piece of content.</summary>
public sealed record RegenerationRequested : WorkflowEvent;
