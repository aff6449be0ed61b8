namespace RoadmapAgent.Domain.Workflow;

/// <summary>The owner approved or rejected the plan.</summary>
/// <param name="Approved">Whether the plan is accepted; if not, it is edited and returns for review.</param>
public sealed record ReviewDecided(bool Approved) : WorkflowEvent;
