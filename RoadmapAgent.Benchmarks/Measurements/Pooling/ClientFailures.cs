using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Pooling;

/// <summary>How many transactions of many clients fail.</summary>
internal sealed class ClientFailures(OncePerRound<(ClientsRun Ours, ClientsRun Baseline)> load)
    : LoadMeasurement<(ClientsRun Ours, ClientsRun Baseline)>(load)
{
    public override string Name => "client-failures";

    public override string Title => "Failed transactions of many pooled clients";

    public override string Unit => "transactions";

    public override Target Target => Target.AtMost(0);

    public override string Baseline => "as many direct connections as the pooler has";

    protected override Reading Read((ClientsRun Ours, ClientsRun Baseline) run) => new(run.Ours.Failed, run.Baseline.Failed)
    {
        Details = new Dictionary<string, double> { ["clients"] = run.Ours.Clients, ["offered"] = run.Ours.Offered },
    };
}
