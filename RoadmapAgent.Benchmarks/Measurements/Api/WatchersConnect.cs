using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Api;

/// <summary>What it costs the database that many watchers connect.</summary>
internal sealed class WatchersConnect(OncePerRound<WatchersRun> load) : LoadMeasurement<WatchersRun>(load)
{
    public override string Name => "watchers-connect";

    public override string Title => "Statements while watchers connect, beyond those of an idle fleet";

    public override string Unit => "statements";

    public override Target Target => Target.AtMost(50);

    public override int Rounds(Scale scale) => 1;

    protected override Reading Read(WatchersRun run) => new(Math.Max(0, run.Statements - run.IdleStatements))
    {
        Details = new Dictionary<string, double>
        {
            ["watchers"] = run.Watchers,
            ["all statements"] = run.Statements,
            ["connecting, s"] = run.ConnectSeconds,
        },
    };
}
