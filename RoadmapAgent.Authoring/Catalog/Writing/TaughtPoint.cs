using RoadmapAgent.Authoring.Catalog.Graph;

namespace RoadmapAgent.Authoring.Catalog.Writing;

/// <summary>A key point that a learner has been taught.</summary>
internal sealed record TaughtPoint(Skill Skill, KeyPoint Point);
