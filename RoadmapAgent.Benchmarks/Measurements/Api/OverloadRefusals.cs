using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Api;

/// <summary>How soon an overloaded API refuses what it cannot serve.</summary>
internal sealed class OverloadRefusals(OncePerRound<OverloadRun> load) : LoadMeasurement<OverloadRun>(load)
{
    public override string Name => "overload-refusals";

    public override string Title => "Refusals of an overloaded API, p99";

    public override string Unit => "ms";

    public override Target Target => Target.AtMost(1_000);

    public override int Rounds(Scale scale) => 1;

    protected override Reading Read(OverloadRun run) => new(run.Many.RefusedP99)
    {
        Details = new Dictionary<string, double>
        {
            ["clients"] = run.Many.Clients,
            ["refusals"] = run.Many.Refused,
            ["p50"] = run.Many.RefusedP50,
        },
    };
}
