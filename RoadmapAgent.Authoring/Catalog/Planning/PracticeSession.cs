using RoadmapAgent.Authoring.Catalog.Graph;

namespace RoadmapAgent.Authoring.Catalog.Planning;

/// <summary>The exercises of several skills, done together.</summary>
internal sealed record PracticeSession(IReadOnlyList<Skill> Skills) : ConceptSource;
