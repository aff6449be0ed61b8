namespace RoadmapAgent.Data.Operations;

/// <summary>Plans that wait for a person.</summary>
/// <param name="Waiting">How many.</param>
/// <param name="OldestSeconds">How long the oldest has waited.</param>
public sealed record ReviewSample(long Waiting, double OldestSeconds);
