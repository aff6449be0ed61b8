using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Pipeline;

/// <summary>Transactions of all services, per concept.</summary>
internal sealed class Transactions(OncePerRound<(PipelineRun Ours, PipelineRun Baseline)> load) : PipelineMeasurement(load)
{
    public override string Name => "transactions";

    public override string Title => "Transactions of a concept";

    public override string Unit => "transactions";

    public override Target Target => Target.AtMost(2);

    protected override double Figure(PipelineRun run) => run.Traffic.Transactions / run.Concepts;
}
