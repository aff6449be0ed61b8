namespace RoadmapAgent.Domain.Workflow;

/// <summary>A person decided.</summary>
/// <param name="Approved">Whether the plan is accepted; if not, it is edited and comes back.</param>
public sealed record ReviewDecided(bool Approved) : WorkflowEvent;
