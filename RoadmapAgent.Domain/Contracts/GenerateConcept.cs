namespace RoadmapAgent.Domain.Contracts;

/// <summary>Write the content of one concept: whatever of it is not complete yet.</summary>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="ConceptId">The concept.</param>
public sealed record GenerateConcept(Guid RoadmapId, string ConceptId);
