namespace RoadmapAgent.Domain.Workflow;

/// <summary>The plan was checked.</summary>
/// <param name="Valid">Whether it holds.</param>
public sealed record StructureValidated(bool Valid) : WorkflowEvent;
