namespace RoadmapAgent.Data.Roadmaps;

/// <summary>A place among a roadmap's events.</summary>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="Sequence">The number of the last known event; 0 for none.</param>
public readonly record struct EventPosition(Guid RoadmapId, long Sequence);
