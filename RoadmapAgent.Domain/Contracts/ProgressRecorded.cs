namespace RoadmapAgent.Domain.Contracts;

/// <summary>Something happened to a roadmap; already stored.</summary>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="Sequence">The event's number; 1, 2, 3 … without gaps in each roadmap.</param>
/// <param name="Type">What happened.</param>
/// <param name="Data">Details: JSON.</param>
/// <param name="At">When.</param>
public sealed record ProgressRecorded(Guid RoadmapId, long Sequence, string Type, string Data, DateTimeOffset At);
