using RoadmapAgent.Connections.AdminConsole;

namespace RoadmapAgent.Benchmarks.Fleets;

/// <summary>What the services' clients have done through the pooler.</summary>
/// <param name="Transactions">Transactions.</param>
/// <param name="RoundTrips">Round trips to the server.</param>
/// <param name="ConnectionSeconds">Seconds that server connections spent in transactions, idle ones included.</param>
internal sealed record PoolerTraffic(double Transactions, double RoundTrips, double ConnectionSeconds)
{
    /// <summary>Reads it from the console.</summary>
    /// <param name="console">The console.</param>
    /// <param name="alias">The database. Default: null, all but the console itself.</param>
    /// <param name="cancellationToken">Cancels the command.</param>
    public static async Task<PoolerTraffic> ReadAsync(
        AdminConsoleConnection console, string? alias, CancellationToken cancellationToken)
    {
        var databases = (await console.ShowStatsAsync(cancellationToken))
            .Where(each => alias is null ? each.Database != "pgbouncer" : each.Database == alias)
            .ToList();
        return new(
            databases.Sum(each => each.Transactions),
            databases.Sum(each => each.Queries),
            databases.Sum(each => each.TransactionTime.TotalSeconds));
    }

    /// <summary>What has been done since.</summary>
    public static PoolerTraffic operator -(PoolerTraffic now, PoolerTraffic then) => new(
        now.Transactions - then.Transactions, now.RoundTrips - then.RoundTrips, now.ConnectionSeconds - then.ConnectionSeconds);
}
