namespace RoadmapAgent.Benchmarks.Measurements.Api;

/// <summary>What became of more clients than the API can serve.</summary>
/// <param name="Many">More than it can serve.</param>
/// <param name="Few">As many as it can serve.</param>
/// <param name="RecoverySeconds">From the end of the overload until a request was served.</param>
internal sealed record OverloadRun(Crowd Many, Crowd Few, double RecoverySeconds);
