using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Pipeline;

/// <summary>How much of the connection time is spent waiting for other transactions.</summary>
internal sealed class LockWaits(OncePerRound<(PipelineRun Ours, PipelineRun Baseline)> load) : PipelineMeasurement(load)
{
    public override string Name => "lock-waits";

    public override string Title => "Connection time spent waiting for row locks";

    public override string Unit => "%";

    public override Target Target => Target.AtMost(5);

    protected override double Figure(PipelineRun run) => 100 * run.LockShare;
}
