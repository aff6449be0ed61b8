namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Somebody else changed the roadmap since it was read; nothing was written.</summary>
/// <param name="roadmapId">The roadmap.</param>
public sealed class ConcurrentChangeException(Guid roadmapId) : Exception($"The roadmap {roadmapId} was changed in the meantime.");
