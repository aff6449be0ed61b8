namespace RoadmapAgent.Benchmarks.Measurements.Pipeline;

/// <summary>A figure of many roadmaps at once.</summary>
/// <param name="load">The roadmaps.</param>
internal abstract class PipelineMeasurement(OncePerRound<(PipelineRun Ours, PipelineRun Baseline)> load) : Measurement
{
    public override string? Baseline => "one roadmap at a time";

    public override async Task<Reading> ReadAsync(Round round, CancellationToken cancellationToken)
    {
        var (ours, baseline) = await load.OfAsync(round, cancellationToken);
        return new(Figure(ours), Figure(baseline)) { Details = Details(ours) };
    }

    /// <summary>The figure of a run.</summary>
    protected abstract double Figure(PipelineRun run);

    /// <summary>Further figures of a run. Default: none.</summary>
    protected virtual IReadOnlyDictionary<string, double> Details(PipelineRun run) => new Dictionary<string, double>();
}
