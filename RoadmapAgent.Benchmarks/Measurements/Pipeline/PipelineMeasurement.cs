namespace RoadmapAgent.Benchmarks.Measurements.Pipeline;

/// <summary>A figure of many roadmaps at once.</summary>
/// <param name="load">The roadmaps.</param>
internal abstract class PipelineMeasurement(OncePerRound<(PipelineRun Ours, PipelineRun Baseline)> load)
    : LoadMeasurement<(PipelineRun Ours, PipelineRun Baseline)>(load)
{
    public override string? Baseline => "one roadmap at a time";

    protected sealed override Reading Read((PipelineRun Ours, PipelineRun Baseline) run) =>
        new(Figure(run.Ours), Figure(run.Baseline)) { Details = Details(run.Ours) };

    /// <summary>The figure of a run.</summary>
    protected abstract double Figure(PipelineRun run);

    /// <summary>Further figures of a run. Default: none.</summary>
    protected virtual IReadOnlyDictionary<string, double> Details(PipelineRun run) => new Dictionary<string, double>();
}
