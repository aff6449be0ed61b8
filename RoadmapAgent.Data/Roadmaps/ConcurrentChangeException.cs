namespace RoadmapAgent.Data.Roadmaps;

/// <summary>The roadmap has been changed since it was read; nothing was written.</summary>
/// <param name="roadmapId">The roadmap.</param>
public sealed class ConcurrentChangeException(Guid roadmapId) : Exception($"The roadmap {roadmapId} has been changed since it was read.");
