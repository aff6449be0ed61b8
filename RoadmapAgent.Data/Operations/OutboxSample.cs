namespace RoadmapAgent.Data.Operations;

/// <summary>Messages waiting for the broker.</summary>
/// <param name="Backlog">The number of messages; counted up to 10,000.</param>
/// <param name="OldestSeconds">Time the oldest has been waiting.</param>
/// <param name="Poisoned">Messages set aside because they could not be read.</param>
public sealed record OutboxSample(long Backlog, double OldestSeconds, long Poisoned);
