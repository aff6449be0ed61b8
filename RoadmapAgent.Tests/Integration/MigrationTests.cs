using Aspire.Hosting.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RoadmapAgent.Connections;
using RoadmapAgent.Data.Migrations;
using RoadmapAgent.Tests.Integration.Fleet;

namespace RoadmapAgent.Tests.Integration;

[Collection(OnLaptopFleet.Name)]
public sealed class MigrationTests(LaptopFleet fleet) : FleetTest(fleet)
{
    [Fact]
    public async Task Migrations_can_run_repeatedly_and_concurrently()
    {
        var database = $"migrated_{Guid.NewGuid():N}";
        var server = UnpooledConnectionString.Of(
            await fleet.Application.GetConnectionStringAsync("roadmap-direct", Cancellation), "roadmap_agent.test");
        await ExecuteAsync(server, $"CREATE DATABASE {database}");
        var connectionString = new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;
        IReadOnlyList<RoleDefinition> roles = [new("migrated", "first password", 3)];

        await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => new DatabaseMigration(NullLogger.Instance).RunAsync(connectionString, roles, Cancellation)));
        await new DatabaseMigration(NullLogger.Instance).RunAsync(connectionString, [new("migrated", "second password", 4)], Cancellation);

        var asRole = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Username = "roadmap_migrated",
            Password = "second password",
        }.ConnectionString;
        Assert.Equal(4, await ExecuteAsync(asRole, "SELECT rolconnlimit FROM pg_catalog.pg_roles WHERE rolname = CURRENT_USER"));
        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(asRole, "DROP TABLE roadmap.roadmaps"));
        await ExecuteAsync(server, $"DROP DATABASE {database} WITH (FORCE)");
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
