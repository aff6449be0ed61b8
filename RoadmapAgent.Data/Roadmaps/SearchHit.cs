namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A concept that contains what was searched for.</summary>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="RoadmapTitle">Its title.</param>
/// <param name="ConceptId">The concept in the roadmap.</param>
/// <param name="ConceptName">The concept's name.</param>
/// <param name="Excerpt">Up to 200 characters around the first word that was found, on one line, without the marks of Markdown.</param>
public sealed record SearchHit(Guid RoadmapId, string RoadmapTitle, string ConceptId, string ConceptName, string Excerpt);
