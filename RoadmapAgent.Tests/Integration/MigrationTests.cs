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
    private const string Contents = """
        SELECT concat_ws(' ',
          (SELECT string_agg(id::text || status || step || last_sequence, ',') FROM roadmap.roadmaps),
          (SELECT count(*) FROM roadmap.events),
          (SELECT md5(string_agg(concept_id || kind || status || COALESCE(content::text, ''), ',' ORDER BY concept_id, kind))
           FROM roadmap.content_items))
        """;

    private const string Versions = "Integration/Versions";

    /// <summary>Dumps of databases that earlier versions made, each with a completed roadmap.</summary>
    public static TheoryData<string> Dumps =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, Versions), "*.sql").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Dumps))]
    public async Task A_database_of_an_earlier_version_is_upgraded_in_place_and_keeps_its_data(string dump)
    {
        var (database, connectionString) = await CreateDatabaseAsync();
        await ExecuteAsync(
            connectionString, await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, Versions, dump), Cancellation));
        var before = await ExecuteAsync(connectionString, Contents);

        await new DatabaseMigration(NullLogger.Instance).RunAsync(connectionString, [], Cancellation);

        Assert.Equal(before, await ExecuteAsync(connectionString, Contents));
        await using var upgraded = new NpgsqlConnection(connectionString);
        await upgraded.OpenAsync(Cancellation);
        Assert.Equal(await ColumnsAsync(fleet), await ColumnsAsync(upgraded));
        await DropAsync(database);
    }

    [Fact]
    public async Task Migrations_can_run_repeatedly_and_concurrently()
    {
        var (database, connectionString) = await CreateDatabaseAsync();
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
        await DropAsync(database);
    }

    private async Task<(string Name, string ConnectionString)> CreateDatabaseAsync()
    {
        var name = $"migrated_{Guid.NewGuid():N}";
        var server = await ServerAsync();
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        return (name, new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString);
    }

    private async Task DropAsync(string database) => await ExecuteAsync(await ServerAsync(), $"DROP DATABASE {database} WITH (FORCE)");

    private async Task<string> ServerAsync() => UnpooledConnectionString.Of(
        await fleet.Application.GetConnectionStringAsync("roadmap-direct", Cancellation), "roadmap_agent.test");

    private static async Task<List<string>> ColumnsAsync(LaptopFleet fleet)
    {
        await using var connection = await fleet.OpenDirectAsync();
        return await ColumnsAsync(connection);
    }

    private static async Task<List<string>> ColumnsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default)
            FROM information_schema.columns WHERE table_schema = 'roadmap' ORDER BY 1
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var columns = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            columns.Add(reader.GetString(0));
        }

        return columns;
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
