using RoadmapAgent.Benchmarks.Fleets;
using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Processes;

/// <summary>How long a fleet without data takes until it is healthy.</summary>
internal sealed class ColdStart : Measurement
{
    public override string Name => "start";

    public override string Title => "Cold start until everything is healthy";

    public override string Unit => "s";

    public override Target Target => Target.AtMost(15);

    public override string Baseline => "its servers alone";

    public override FleetKind? Fleet => null;

    public override async Task<Reading> ReadAsync(Round round, CancellationToken cancellationToken)
    {
        await using var fleet = await RunningFleet.StartAsync(FleetKind.Laptop, cancellationToken);
        return new(fleet.HealthyAfter, fleet.ServersHealthyAfter);
    }
}
