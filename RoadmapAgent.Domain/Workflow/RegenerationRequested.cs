namespace RoadmapAgent.Domain.Workflow;

/// <summary>Its owner wants a piece of content to be written anew.</summary>
public sealed record RegenerationRequested : WorkflowEvent;
