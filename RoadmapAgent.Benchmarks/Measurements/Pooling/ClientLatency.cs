using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Pooling;

/// <summary>How long transactions of many clients take.</summary>
internal sealed class ClientLatency(OncePerRound<(ClientsRun Ours, ClientsRun Baseline)> load)
    : LoadMeasurement<(ClientsRun Ours, ClientsRun Baseline)>(load)
{
    public override string Name => "client-latency";

    public override string Title => "Transactions of many pooled clients, p99";

    public override string Unit => "ms";

    public override Target Target => Target.AtMost(1_000);

    public override string Baseline => "as many direct connections as the pooler has";

    protected override Reading Read((ClientsRun Ours, ClientsRun Baseline) run) => new(run.Ours.P99, run.Baseline.P99)
    {
        Details = new Dictionary<string, double> { ["clients"] = run.Ours.Clients },
    };
}
