namespace RoadmapAgent.Domain.Contracts;

/// <summary>An event of a roadmap that has been stored.</summary>
/// <param name="RoadmapId">The roadmap.</param>
/// <param name="Sequence">The event's number; 1, 2, 3 … without gaps within a roadmap.</param>
/// <param name="Type">The event type.</param>
/// <param name="Data">Details as JSON.</param>
/// <param name="At">The time of the event.</param>
public sealed record ProgressRecorded(Guid RoadmapId, long Sequence, string Type, string Data, DateTimeOffset At);
