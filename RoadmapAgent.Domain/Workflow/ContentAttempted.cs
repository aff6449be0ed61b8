using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Domain.Workflow;

/// <summary>A concept's content was attempted.</summary>
/// <param name="ConceptId">The concept.</param>
/// <param name="Complete">Whether every piece attempted was written.</param>
/// <param name="Concepts">The roadmap's concepts by the status of their content.</param>
/// <param name="Pending">Pieces of the roadmap's content not attempted yet.</param>
/// <param name="Failed">Pieces that could not be written.</param>
/// <param name="Total">All pieces.</param>
public sealed record ContentAttempted(string ConceptId, bool Complete, ProgressView Concepts, int Pending, int Failed, int Total)
    : WorkflowEvent;
