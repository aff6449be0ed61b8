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
        var (pooled, sessions) = (await PoolerTraffic.ReadAsync(console, alias: null, cancellationToken), await SessionsAsync());
        await Task.Delay(round.Scale.Idle, cancellationToken);
        var (sent, started) = (
            await PoolerTraffic.ReadAsync(console, alias: null, cancellationToken) - pooled, await SessionsAsync() - sessions);
        // The reading is a session itself.
        var direct = Math.Max(0, started - 1);
        var seconds = round.Scale.Idle.TotalSeconds;
        return new((sent.RoundTrips + direct) / seconds)
        {
            Details = new Dictionary<string, double> { ["pooled, 1/s"] = sent.RoundTrips / seconds, ["direct, 1/s"] = direct / seconds },
        };

        // The monitor does not use the pooler: it sends one statement on each of its connections. Commits would count the start of every
        // session and the work of autovacuum as well.
        Task<long> SessionsAsync() => round.Application.ReadAsync<long>(
            "SELECT sessions FROM pg_catalog.pg_stat_database WHERE datname = current_database()", cancellationToken);
    }
}
