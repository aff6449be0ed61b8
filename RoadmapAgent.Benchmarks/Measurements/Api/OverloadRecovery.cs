using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Api;

/// <summary>How soon an API serves again after an overload.</summary>
internal sealed class OverloadRecovery(OncePerRound<OverloadRun> load) : LoadMeasurement<OverloadRun>(load)
{
    public override string Name => "overload-recovery";

    public override string Title => "From the end of an overload until a request is served";

    public override string Unit => "s";

    public override Target Target => Target.AtMost(1);

    public override int Rounds(Scale scale) => 1;

    protected override Reading Read(OverloadRun run) => new(run.RecoverySeconds);
}
