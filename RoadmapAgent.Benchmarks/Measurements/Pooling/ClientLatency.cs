using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Pooling;

/// <summary>How long transactions of many clients take.</summary>
internal sealed class ClientLatency(OncePerRound<(ClientsRun Ours, ClientsRun Baseline)> load) : Measurement
{
    public override string Name => "client-latency";

    public override string Title => "Transactions of many pooled clients, p99";

    public override string Unit => "ms";

    public override Target Target => Target.AtMost(1_000);

    public override string Baseline => "as many direct connections as the pooler has";

    public override async Task<Reading> ReadAsync(Round round, CancellationToken cancellationToken)
    {
        var (ours, baseline) = await load.OfAsync(round, cancellationToken);
        return new(ours.P99, baseline.P99) { Details = new Dictionary<string, double> { ["clients"] = ours.Clients } };
    }
}
