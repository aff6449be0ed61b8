using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>What is left to write of a concept.</summary>
/// <param name="Roadmap">The roadmap.</param>
/// <param name="Kinds">The pieces not attempted yet.</param>
public sealed record ConceptWork(StoredRoadmap Roadmap, IReadOnlyList<ContentKind> Kinds);
