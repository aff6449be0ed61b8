namespace RoadmapAgent.Data.Roadmaps;

/// <summary>Something that happened to a roadmap.</summary>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="Sequence">1, 2, 3 … without gaps in each roadmap.</param>
/// <param name="Type">What happened.</param>
/// <param name="Data">Details: JSON.</param>
/// <param name="At">When.</param>
public sealed record ProgressEvent(Guid RoadmapId, long Sequence, string Type, string Data, DateTimeOffset At);
