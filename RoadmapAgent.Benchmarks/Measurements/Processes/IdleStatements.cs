using RoadmapAgent.Benchmarks.Fleets;
using RoadmapAgent.Benchmarks.Results;

namespace RoadmapAgent.Benchmarks.Measurements.Processes;

/// <summary>How many statements a fleet without work sends.</summary>
/// <param name="name">Its name.</param>
/// <param name="fleet">The fleet.</param>
/// <param name="target">Statements a second.</param>
internal sealed class IdleStatements(string name, FleetKind fleet, double target) : Measurement
{
    public override string Name => name;

    public override string Title => $"Statements of an idle fleet, {fleet.Name}";

    public override string Unit => "1/s";

    public override Target Target => Target.AtMost(target);

    public override FleetKind? Fleet => fleet;

    public override async Task<Reading> ReadAsync(Round round, CancellationToken cancellationToken)
    {
        await RoadmapClient.SettleAsync(round.Application, cancellationToken);
        await using var console = await round.Application.OpenConsoleAsync(cancellationToken);
        var (pooled, all) = (await PoolerTraffic.ReadAsync(console, alias: null, cancellationToken), await CommitsAsync());
        await Task.Delay(round.Scale.Idle, cancellationToken);
        var (sent, commits) = (
            await PoolerTraffic.ReadAsync(console, alias: null, cancellationToken) - pooled, await CommitsAsync() - all - 1);
        // The monitor does not use the pooler; the reading of commits is one itself.
        var direct = Math.Max(0, commits - sent.Transactions);
        var seconds = round.Scale.Idle.TotalSeconds;
        return new((sent.RoundTrips + direct) / seconds)
        {
            Details = new Dictionary<string, double> { ["pooled, 1/s"] = sent.RoundTrips / seconds, ["direct, 1/s"] = direct / seconds },
        };

        Task<long> CommitsAsync() => round.Application.ReadAsync<long>(
            "SELECT xact_commit FROM pg_catalog.pg_stat_database WHERE datname = current_database()", cancellationToken);
    }
}
