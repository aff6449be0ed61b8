namespace RoadmapAgent.Domain.Workflow;

/// <summary>The owner approved or rejected the plan.</summary>
/// <param name="Approved">Whether the plan is accepted; if not, it is edited and returns for review.</param>
/// <param name="Feedback">The requested changes; null if approved.</param>
/// <param name="Concepts">The ids of the plan's concepts.</param>
public sealed record ReviewDecided(bool Approved, string? Feedback, IReadOnlyList<string> Concepts) : WorkflowEvent;
