namespace RoadmapAgent.Domain.Workflow;

/// <summary>Pieces of a roadmap's content were attempted; the counts are taken while its row is locked.</summary>
/// <param name="Pending">Pieces not attempted yet.</param>
/// <param name="Failed">Pieces that could not be written.</param>
/// <param name="Total">All pieces.</param>
public sealed record ContentAttempted(int Pending, int Failed, int Total) : WorkflowEvent;
