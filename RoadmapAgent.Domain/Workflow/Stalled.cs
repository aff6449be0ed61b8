namespace RoadmapAgent.Domain.Workflow;

/// <summary>Nothing has happened for so long that the messages which would take the roadmap on must have been lost.</summary>
/// <param name="Pending">The concepts with pieces of content not attempted yet; empty before content generation.</param>
/// <param name="Failed">Pieces that could not be written.</param>
/// <param name="Total">All pieces; 0 before content generation.</param>
public sealed record Stalled(IReadOnlyList<string> Pending, int Failed = 0, int Total = 0) : WorkflowEvent;
