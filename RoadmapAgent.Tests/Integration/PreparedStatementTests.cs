using Aspire.Hosting.Testing;
using Npgsql;
using RoadmapAgent.Connections;
using RoadmapAgent.Connections.AdminConsole;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class PreparedStatementTests(LaptopFleet fleet) : FleetTest(fleet)
{
    [Fact]
    public async Task Services_prepare_statements_only_if_the_pooler_supports_it()
    {
        // Enough for every connection to repeat its statements.
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ => await fleet.WaitForStatusAsync(
            await fleet.CreateAsync("Become a .NET backend developer"), TimeSpan.FromMinutes(3), "completed")));

        Assert.Equal(await IsSupportedAsync(), await CountAsync("roadmap-content", sessions: 10) > 0);
    }

    private async Task<bool> IsSupportedAsync()
    {
        var options = AdminConsoleOptions.Parse((await fleet.Application.GetConnectionStringAsync("pgbouncer", Cancellation))!);
        await using var console = await AdminConsoleConnection.OpenAsync(options, Cancellation);
        return await console.SupportsPreparedStatementsAsync(Cancellation);
    }

    /// <summary>Counts what is prepared in all server connections of an alias: a transaction keeps one for itself.</summary>
    private async Task<long> CountAsync(string alias, int sessions)
    {
        await using var source = NpgsqlDataSource.Create(UnpooledConnectionString.Of(
            await fleet.Application.GetConnectionStringAsync(alias, Cancellation), "roadmap_agent.test"));
        var (count, held) = (0L, new List<NpgsqlConnection>());
        try
        {
            for (var session = 0; session < sessions; session++)
            {
                var connection = await source.OpenConnectionAsync(Cancellation);
                held.Add(connection);
                await connection.BeginTransactionAsync(Cancellation);
                await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_catalog.pg_prepared_statements", connection);
                count += (long)(await command.ExecuteScalarAsync(Cancellation))!;
            }
        }
        finally
        {
            foreach (var connection in held)
            {
                await connection.DisposeAsync();
            }
        }

        return count;
    }
}
