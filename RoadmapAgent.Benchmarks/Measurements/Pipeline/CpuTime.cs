using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Pipeline;

/// <summary>The CPU time of all services and servers, without the AppHost, per roadmap.</summary>
internal sealed class CpuTime(OncePerRound<(PipelineRun Ours, PipelineRun Baseline)> load) : PipelineMeasurement(load)
{
    public override string Name => "cpu-time";

    public override string Title => "CPU time of a roadmap";

    public override string Unit => "s";

    public override Target Target => Target.AtMost(0.25);

    protected override double Figure(PipelineRun run) => run.CpuSeconds.Values.Sum() / run.Roadmaps;

    protected override IReadOnlyDictionary<string, double> Details(PipelineRun run) =>
        run.CpuSeconds.ToDictionary(each => $"{each.Key}, ms", each => 1_000 * each.Value / run.Roadmaps);
}
