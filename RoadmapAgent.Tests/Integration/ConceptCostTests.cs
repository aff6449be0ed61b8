using System.Diagnostics;
using Aspire.Hosting.Testing;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

/// <summary>What a concept costs the database, counted by the pooler.</summary>
[Collection(OnLaptopFleet.Name)]
public sealed class ConceptCostTests(LaptopFleet fleet) : FleetTest(fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Writing_a_concept_costs_at_most_two_transactions_and_four_round_trips_its_log_lines_and_messages_included()
    {
        const int Roadmaps = 12;
        // Heartbeats, leases, sweep and health checks of the content and logs processes.
        const double OthersPerSecond = 6;
        // Compiles, plans and caches what only the first roadmap needs.
        await fleet.WaitForStatusAsync(await fleet.CreateAsync("Learn SQL"), Patience, "completed");
        await SettleAsync();
        var (before, clock) = (await TrafficAsync(), Stopwatch.StartNew());

        var ids = await Task.WhenAll(Enumerable.Range(0, Roadmaps).Select(_ => fleet.CreateAsync("Become a .NET backend developer")));
        await Task.WhenAll(ids.Select(id => fleet.WaitForStatusAsync(id, Patience, "completed")));
        await SettleAsync();

        var (after, others) = (await TrafficAsync(), clock.Elapsed.TotalSeconds * OthersPerSecond);
        var roadmap = await fleet.ReadAsync($"/api/roadmaps/{ids[0]}");
        var concepts = Roadmaps * roadmap.GetProperty("progress").GetProperty("total").GetInt32();
        var (transactions, roundTrips) = (after.Transactions - before.Transactions, after.RoundTrips - before.RoundTrips);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{concepts} concepts: {transactions} transactions, {roundTrips} round trips, about {others:0} of them for other work.");
        Assert.InRange(transactions, 1, (2 * concepts) + others);
        Assert.InRange(roundTrips, 1, (4 * concepts) + others);
    }

    /// <summary>Waits until log lines and confirmed messages have been stored and deleted, and the pooler has counted them.</summary>
    private async Task SettleAsync()
    {
        await using var connection = await fleet.OpenDirectAsync();
        await using var command = new Npgsql.NpgsqlCommand("SELECT count(*) FROM roadmap.outbox", connection);
        await Eventually.TrueAsync(
            Patience, () => "messages are left", async () => await command.ExecuteScalarAsync(Cancellation) is 0L);
        var last = await TrafficAsync();
        await Eventually.TrueAsync(
            Patience, () => "the pooler does not count", async () => (await TrafficAsync()).Transactions > last.Transactions);
    }

    /// <summary>The content and logs workers' traffic. A query is a round trip: the pooler counts synchronisations.</summary>
    private async Task<(long Transactions, long RoundTrips)> TrafficAsync()
    {
        var options = AdminConsoleOptions.Parse((await fleet.Application.GetConnectionStringAsync("pgbouncer", Cancellation))!);
        await using var console = await AdminConsoleConnection.OpenAsync(options, Cancellation);
        var traffic = (await console.ShowStatsAsync(Cancellation))
            .Where(database => database.Database is "roadmap_content" or "roadmap_logs").ToList();
        return (traffic.Sum(database => database.Transactions), traffic.Sum(database => database.Queries));
    }
}
