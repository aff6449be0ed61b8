using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The content of a concept that is still to be written.</summary>
/// <param name="Roadmap">The roadmap.</param>
/// <param name="Kinds">The pieces not attempted yet.</param>
public sealed record ConceptWork(StoredRoadmap Roadmap, IReadOnlyList<ContentKind> Kinds);
