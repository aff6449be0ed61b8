using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Api;

/// <summary>What an overloaded API still serves.</summary>
internal sealed class OverloadServed(OncePerRound<OverloadRun> load) : LoadMeasurement<OverloadRun>(load)
{
    public override string Name => "overload-served";

    public override string Title => "Requests served while there are more clients than the API can serve";

    public override string Unit => "1/s";

    public override Target Target => Target.RatioAtLeast(0.8);

    public override string Baseline => "as many clients as it can serve";

    public override int Rounds(Scale scale) => 1;

    protected override Reading Read(OverloadRun run) => new(run.Many.UsefulPerSecond, run.Few.UsefulPerSecond)
    {
        Details = new Dictionary<string, double>
        {
            ["clients"] = run.Many.Clients,
            ["clients of the baseline"] = run.Few.Clients,
            ["failed"] = run.Many.Failed + run.Few.Failed,
        },
    };
}
