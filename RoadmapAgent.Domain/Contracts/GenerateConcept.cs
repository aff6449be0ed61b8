namespace RoadmapAgent.Domain.Contracts;

/// <summary>The command to write the pending content of a concept.</summary>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="ConceptId">The concept.</param>
[Queue("content", "content-generation")]
public sealed record GenerateConcept(Guid RoadmapId, string ConceptId);
