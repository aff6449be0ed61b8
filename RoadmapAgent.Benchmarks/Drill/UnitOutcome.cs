namespace RoadmapAgent.Benchmarks.Drill;

/// <summary>What became of one unit of work: how long it took, or why it failed.</summary>
/// <param name="Milliseconds">From wanting a connection to giving it back.</param>
/// <param name="Failure">Null if it succeeded.</param>
internal sealed record UnitOutcome(double Milliseconds, string? Failure);
