using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Api;

/// <summary>How many watchers are refused when they come back after a restart of the API.</summary>
internal sealed class WatchersRestart(OncePerRound<WatchersRun> load) : LoadMeasurement<WatchersRun>(load)
{
    public override string Name => "watchers-restart";

    public override string Title => "Refusals of watchers after a restart of the API";

    public override string Unit => "answers";

    public override Target Target => Target.AtMost(0);

    public override int Rounds(Scale scale) => 1;

    protected override Reading Read(WatchersRun run) => new(run.Errors)
    {
        Details = new Dictionary<string, double> { ["watchers"] = run.Watchers, ["until all were back, s"] = run.ReturnSeconds },
    };
}
