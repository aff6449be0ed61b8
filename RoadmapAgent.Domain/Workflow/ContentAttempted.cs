namespace RoadmapAgent.Domain.Workflow;

/// <summary>A concept's content was attempted.</summary>
/// <param name="Pending">Pieces of the roadmap's content not attempted yet.</param>
/// <param name="Failed">Pieces that could not be written.</param>
/// <param name="Total">All pieces.</param>
public sealed record ContentAttempted(int Pending, int Failed, int Total) : WorkflowEvent;
