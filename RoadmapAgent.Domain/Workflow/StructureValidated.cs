namespace RoadmapAgent.Domain.Workflow;

/// <summary>The structure of the plan was validated.</summary>
/// <param name="Valid">Whether it is valid.</param>
public sealed record StructureValidated(bool Valid) : WorkflowEvent;
