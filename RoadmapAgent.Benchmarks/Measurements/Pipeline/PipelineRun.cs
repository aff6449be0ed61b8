using RoadmapAgent.Benchmarks.Fleets;

namespace RoadmapAgent.Benchmarks.Measurements.Pipeline;

/// <summary>What it took to write some roadmaps.</summary>
/// <param name="Roadmaps">How many.</param>
/// <param name="Concepts">Their concepts.</param>
/// <param name="Seconds">From the first request to the end of the last roadmap.</param>
/// <param name="Traffic">What the services did with the database.</param>
/// <param name="LockShare">The share of the time in transactions that was spent waiting for a lock.</param>
/// <param name="CpuSeconds">The CPU time of every service and server.</param>
internal sealed record PipelineRun(
    int Roadmaps,
    long Concepts,
    double Seconds,
    PoolerTraffic Traffic,
    double LockShare,
    IReadOnlyDictionary<string, double> CpuSeconds);
