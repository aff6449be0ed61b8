namespace RoadmapAgent.Data.Operations;

/// <summary>Messages that wait for the broker.</summary>
/// <param name="Backlog">How many.</param>
/// <param name="OldestSeconds">How long the oldest has waited.</param>
/// <param name="Poisoned">Set aside because they cannot be understood.</param>
public sealed record OutboxSample(long Backlog, double OldestSeconds, long Poisoned);
