using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Pipeline;

/// <summary>How long a roadmap occupies server connections, per 30 concepts.</summary>
internal sealed class ConnectionSeconds(OncePerRound<(PipelineRun Ours, PipelineRun Baseline)> load) : PipelineMeasurement(load)
{
    public override string Name => "connection-seconds";

    public override string Title => "Connection time of a roadmap with 30 concepts";

    public override string Unit => "s";

    public override Target Target => Target.AtMost(0.5);

    protected override double Figure(PipelineRun run) => run.Traffic.ConnectionSeconds / run.Concepts * 30;
}
