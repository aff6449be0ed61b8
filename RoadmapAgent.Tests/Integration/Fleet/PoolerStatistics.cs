using Aspire.Hosting.Testing;
using RoadmapAgent.Connections.AdminConsole;

namespace RoadmapAgent.Tests.Integration.Fleet;

/// <summary>What the fleet's pooler counts.</summary>
internal static class PoolerStatistics
{
    /// <summary>A service's query count, which the pooler updates about once a second.</summary>
    public static async Task<long> CountQueriesAsync(this FleetFixture fleet, string alias)
    {
        var options = AdminConsoleOptions.Parse((await fleet.Application.GetConnectionStringAsync("pgbouncer"))!);
        await using var console = await AdminConsoleConnection.OpenAsync(options, TestContext.Current.CancellationToken);
        return (await console.ShowStatsAsync(TestContext.Current.CancellationToken)).Single(database => database.Database == alias).Queries;
    }
}
