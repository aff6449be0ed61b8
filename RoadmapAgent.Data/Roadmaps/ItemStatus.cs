using RoadmapAgent.Domain.Roadmaps;

namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The state of one piece of content.</summary>
internal sealed record ItemStatus(string ConceptId, ContentStatus Status);
