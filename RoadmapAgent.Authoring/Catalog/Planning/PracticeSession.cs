using RoadmapAgent.Authoring.Catalog.Graph;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>A combined exercise of several skills.</summary>
internal sealed record PracticeSession(IReadOnlyList<Skill> Skills) : ConceptSource;
