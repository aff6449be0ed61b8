namespace RoadmapAgent.Data.Operations;

/// <summary>Plans waiting for review.</summary>
/// <param name="Waiting">The number of plans.</param>
/// <param name="OldestSeconds">Time the oldest has been waiting.</param>
public sealed record ReviewSample(long Waiting, double OldestSeconds);
