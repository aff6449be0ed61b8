using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Pooling;

/// <summary>How many transactions of many clients fail.</summary>
internal sealed class ClientFailures(OncePerRound<(ClientsRun Ours, ClientsRun Baseline)> load) : Measurement
{
    public override string Name => "client-failures";

    public override string Title => "Failed transactions of many pooled clients";

    public override string Unit => "transactions";

    public override Target Target => Target.AtMost(0);

    public override string Baseline => "as many direct connections as the pooler has";

    public override async Task<Reading> ReadAsync(Round round, CancellationToken cancellationToken)
    {
        var (ours, baseline) = await load.OfAsync(round, cancellationToken);
        return new(ours.Failed, baseline.Failed)
        {
            Details = new Dictionary<string, double> { ["clients"] = ours.Clients, ["offered"] = ours.Offered },
        };
    }
}
