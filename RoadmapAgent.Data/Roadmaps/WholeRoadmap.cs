namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A roadmap with all its content.</summary>
/// <param name="Roadmap">The roadmap.</param>
/// <param name="Concepts">Its concepts in learning order.</param>
public sealed record WholeRoadmap(RoadmapView Roadmap, IReadOnlyList<ConceptView> Concepts);
