using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Pooling;

/// <summary>How many backends many clients need.</summary>
internal sealed class ClientBackends(OncePerRound<(ClientsRun Ours, ClientsRun Baseline)> load) : Measurement
{
    public override string Name => "client-backends";

    public override string Title => "Backends of many pooled clients";

    public override string Unit => "backends";

    public override Target Target => Target.AtMost(50);

    public override async Task<Reading> ReadAsync(Round round, CancellationToken cancellationToken)
    {
        var (ours, _) = await load.OfAsync(round, cancellationToken);
        return new(ours.Backends) { Details = new Dictionary<string, double> { ["clients"] = ours.Clients } };
    }
}
