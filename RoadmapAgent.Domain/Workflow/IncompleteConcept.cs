namespace RoadmapAgent.Domain.Workflow;

/// <summary>A concept with pieces of content that are failed or pending.</summary>
/// <param name="ConceptId">The concept.</param>
/// <param name="Attempts">The number of attempts at the piece that was attempted most.</param>
public sealed record IncompleteConcept(string ConceptId, int Attempts);
