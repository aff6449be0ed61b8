using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Pipeline;

/// <summary>How many roadmaps the fleet writes in a second.</summary>
internal sealed class Throughput(OncePerRound<(PipelineRun Ours, PipelineRun Baseline)> load) : PipelineMeasurement(load)
{
    public override string Name => "throughput";

    public override string Title => "Roadmaps written in a second";

    public override string Unit => "1/s";

    public override Target Target => Target.AtLeast(8);

    protected override double Figure(PipelineRun run) => run.Roadmaps / run.Seconds;
}
