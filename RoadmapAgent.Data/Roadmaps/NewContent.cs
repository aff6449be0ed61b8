namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Attempts at a concept's content that are to be stored.</summary>
/// <param name="ConceptId">The concept.</param>
/// <param name="Attempts">The attempts.</param>
/// <param name="Outcomes">The events that may follow.</param>
internal sealed record NewContent(string ConceptId, IReadOnlyList<ContentAttempt> Attempts, IReadOnlyList<ConceptOutcome> Outcomes);
