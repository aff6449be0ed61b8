using System.Collections.Concurrent;
using System.Diagnostics;
using Aspire.Hosting.Testing;
using Npgsql;
using RoadmapAgent.Connections;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnChatFleet.Name)]
public sealed class ElasticSharesTests(ChatFleet fleet) : FleetTest(fleet)
{
    // The profile's shares: api 8, logs 4, content 10, workflow 6.
    private const int Budget = 28;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentBag<Exception> _failures = [];

    [Fact]
    public async Task Idle_connections_are_lent_and_returned_under_load_within_the_budget_and_without_a_failed_transaction()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var console = await AdminConsoleConnection.OpenAsync(
            AdminConsoleOptions.Parse((await fleet.Application.GetConnectionStringAsync("pgbouncer", Cancellation))!), Cancellation);
        var content = WorkAsync("roadmap-content", clients: 30, end.Token);

        await Until(console, "content has borrowed", sizes => sizes["roadmap_content"] > 10 && sizes["roadmap_api"] < 8);
        var clock = Stopwatch.StartNew();
        var api = WorkAsync("roadmap-api", clients: 20, end.Token);
        await Until(console, "api has its share back", sizes => sizes["roadmap_api"] >= 8);
        TestContext.Current.TestOutputHelper?.WriteLine($"api had its share back after {clock.Elapsed}");
        await end.CancelAsync();
        await Task.WhenAll(content, api);

        Assert.Empty(_failures);
    }

    /// <summary>Waits, and meanwhile checks the sum as often as the pooler answers.</summary>
    private static Task Until(AdminConsoleConnection console, string expected, Func<Dictionary<string, long>, bool> condition)
    {
        Dictionary<string, long> sizes = [];
        return Eventually.TrueAsync(
            Patience,
            () => $"the sizes are {string.Join(", ", sizes)}, which does not mean that {expected}",
            async () =>
            {
                for (var look = 0; look < 10; look++)
                {
                    var aliases = (await console.ShowDatabasesAsync(Cancellation)).Where(alias => alias.Host is not null).ToList();
                    Assert.InRange(aliases.Sum(alias => alias.PoolSize), 1, Budget);
                    Assert.InRange(aliases.Sum(alias => alias.CurrentConnections), 0, Budget);
                    sizes = aliases.ToDictionary(alias => alias.Name, alias => alias.PoolSize);
                }

                return condition(sizes);
            });
    }

    /// <summary>Lets clients of a service's alias hold server connections, one transaction after the other.</summary>
    private async Task WorkAsync(string database, int clients, CancellationToken end)
    {
        var connectionString = UnpooledConnectionString.Of(
            await fleet.Application.GetConnectionStringAsync(database, Cancellation), "roadmap_agent.test");
        await using var source = NpgsqlDataSource.Create(connectionString);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(Cancellation);
                while (!end.IsCancellationRequested)
                {
                    await using var command = new NpgsqlCommand("SELECT pg_catalog.pg_sleep(0.02)", connection);
                    await command.ExecuteNonQueryAsync(Cancellation);
                }
            }
            catch (NpgsqlException e)
            {
                _failures.Add(e);
            }
        }));
    }
}
