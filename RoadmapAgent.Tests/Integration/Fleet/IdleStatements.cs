using System.Diagnostics;
using Aspire.Hosting.Testing;
using Npgsql;
using RoadmapAgent.Connections.AdminConsole;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>Counts what a fleet asks its database while nothing happens.</summary>
internal static class IdleStatements
{
    // About a minute.
    private const int Samples = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>
    /// The statements per second: those through the pooler, and one for every direct connection, as the monitor sends them.
    /// </summary>
    public static async Task<double> MeasureIdleAsync(this FleetFixture fleet)
    {
        await using var direct = await fleet.OpenDirectAsync();
        await Eventually.TrueAsync(Patience, () => "the fleet was still at work", async () => await ReadAsync(
            direct,
            """
            SELECT (SELECT count(*) FROM roadmap.outbox WHERE poisoned_at IS NULL)
                 + (SELECT count(*) FROM roadmap.roadmaps WHERE status IN ('pending', 'processing'))
            """) == 0);

        var clock = Stopwatch.StartNew();
        var (pooled, sessions) = await CountAsync(fleet, direct);
        var newest = await ReadAsync(direct, "SELECT extract(epoch FROM max(at))::bigint FROM roadmap.samples");
        await Eventually.TrueAsync(Patience, () => "too few samples were taken", async () => await ReadAsync(
            direct, $"SELECT count(*) FROM roadmap.samples WHERE extract(epoch FROM at)::bigint > {newest}") >= Samples);
        var (pooledLater, sessionsLater) = await CountAsync(fleet, direct);
        return (pooledLater - pooled + sessionsLater - sessions) / clock.Elapsed.TotalSeconds;
    }

    private static async Task<(long Pooled, long Sessions)> CountAsync(FleetFixture fleet, NpgsqlConnection direct)
    {
        var options = AdminConsoleOptions.Parse((await fleet.Application.GetConnectionStringAsync("pgbouncer"))!);
        await using var console = await AdminConsoleConnection.OpenAsync(options, TestContext.Current.CancellationToken);
        var stats = await console.ShowStatsAsync(TestContext.Current.CancellationToken);
        return (
            stats.Where(database => database.Database.StartsWith("roadmap", StringComparison.Ordinal)).Sum(database => database.Queries),
            await ReadAsync(direct, "SELECT sessions FROM pg_catalog.pg_stat_database WHERE datname = current_database()"));
    }

    private static async Task<long> ReadAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
