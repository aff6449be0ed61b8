using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Pipeline;

/// <summary>Round trips of all services to the database, per concept.</summary>
internal sealed class RoundTrips(OncePerRound<(PipelineRun Ours, PipelineRun Baseline)> load) : PipelineMeasurement(load)
{
    public override string Name => "round-trips";

    public override string Title => "Round trips of a concept";

    public override string Unit => "round trips";

    public override Target Target => Target.AtMost(4);

    protected override double Figure(PipelineRun run) => run.Traffic.RoundTrips / run.Concepts;
}
