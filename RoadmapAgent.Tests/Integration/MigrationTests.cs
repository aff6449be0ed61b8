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
        await ExecuteAsync(asRole, $"ALTER ROLE roadmap_migrated IN DATABASE {database} SET statement_timeout = 0");
        await ExecuteAsync(asRole, "ALTER ROLE roadmap_migrated SET search_path = pg_catalog");
        await new DatabaseMigration(NullLogger.Instance).RunAsync(connectionString, [new("migrated", "second password", 4)], Cancellation);
        Assert.Equal("30s", await ExecuteAsync(asRole, "SELECT current_setting('statement_timeout')"));
        Assert.NotEqual("pg_catalog", await ExecuteAsync(asRole, "SELECT current_setting('search_path')"));
        await DropAsync(database);
    }

    [Fact]
    public async Task Row_security_is_restored_where_it_was_changed_and_left_alone_where_it_was_not()
    {
        const string Policies = """
            SELECT string_agg(concat_ws(' ', tablename, policyname, roles, cmd, qual, with_check), chr(10) ORDER BY tablename, policyname)
            FROM pg_catalog.pg_policies
            """;
        const string Created = "SELECT string_agg(oid::text, ' ' ORDER BY oid) FROM pg_catalog.pg_policy";
        var (database, connectionString) = await CreateDatabaseAsync();
        var suffix = $"{Guid.NewGuid():N}";
        RoleDefinition[] roles = [new($"a_{suffix}", "a password", 3), new($"b_{suffix}", "a password", 3)];
        Task MigrateAsync() => new DatabaseMigration(NullLogger.Instance).RunAsync(connectionString, roles, Cancellation);
        await MigrateAsync();
        var (policies, created) = (await ExecuteAsync(connectionString, Policies), await ExecuteAsync(connectionString, Created));

        await MigrateAsync();

        Assert.Equal(created, await ExecuteAsync(connectionString, Created));
        await ExecuteAsync(
            connectionString,
            $"""
            ALTER TABLE roadmap.leases DISABLE ROW LEVEL SECURITY;
            DROP POLICY "a_{suffix} own" ON roadmap.inbox;
            ALTER POLICY "a_{suffix} own" ON roadmap.outbox USING (true);
            ALTER POLICY "b_{suffix} own" ON roadmap.outbox TO PUBLIC;
            CREATE POLICY all_rows ON roadmap.leases USING (true);
            CREATE POLICY all_rows ON roadmap.instances TO roadmap_b_{suffix} USING (true)
            """);
        await MigrateAsync();
        Assert.Equal(policies, await ExecuteAsync(connectionString, Policies));
        Assert.Equal(
            4L, await ExecuteAsync(connectionString, "SELECT count(*) FROM pg_tables WHERE schemaname = 'roadmap' AND rowsecurity"));
        await DropAsync(database);
        await ExecuteAsync(await ServerAsync(), $"DROP ROLE {string.Join(", ", roles.Select(role => role.Name))}");
    }

    [Fact]
    public async Task Without_roles_to_manage_there_is_no_row_security()
    {
        var (database, connectionString) = await CreateDatabaseAsync();

        await new DatabaseMigration(NullLogger.Instance).RunAsync(connectionString, [], Cancellation);

        Assert.Equal(
            0L, await ExecuteAsync(connectionString, "SELECT count(*) FROM pg_tables WHERE schemaname = 'roadmap' AND rowsecurity"));
        await DropAsync(database);
    }

    [Fact]
    public async Task A_role_that_may_only_create_tables_in_an_existing_schema_can_migrate()
    {
        var (database, administrator) = await CreateDatabaseAsync();
        await using var restricted = await RestrictedRole.CreateAsync(administrator, "");
        await ExecuteAsync(administrator, $"CREATE SCHEMA roadmap; GRANT USAGE, CREATE ON SCHEMA roadmap TO {restricted.Name}");

        await new DatabaseMigration(NullLogger.Instance).RunAsync(restricted.ConnectionString, [], Cancellation);

        Assert.Equal(
            restricted.Name, await ExecuteAsync(administrator, "SELECT tableowner::text FROM pg_tables WHERE tablename = 'roadmaps'"));
        await DropAsync(database);
    }

    [Fact]
    public async Task A_role_that_may_only_read_what_was_migrated_can_migrate_a_database_that_is_up_to_date()
    {
        var (database, administrator) = await CreateDatabaseAsync();
        await new DatabaseMigration(NullLogger.Instance).RunAsync(administrator, [], Cancellation);
        await using var restricted = await RestrictedRole.CreateAsync(administrator, "");
        await ExecuteAsync(
            administrator,
            $"GRANT USAGE ON SCHEMA roadmap TO {restricted.Name}; GRANT SELECT ON ALL TABLES IN SCHEMA roadmap TO {restricted.Name}");

        await new DatabaseMigration(NullLogger.Instance).RunAsync(restricted.ConnectionString, [], Cancellation);

        await DropAsync(database);
    }

    [Fact]
    public async Task A_role_that_may_create_roles_needs_no_superuser_to_set_those_of_the_services()
    {
        var (database, administrator) = await CreateDatabaseAsync();
        await using var restricted = await RestrictedRole.CreateAsync(administrator, "CREATEROLE");
        await ExecuteAsync(administrator, $"CREATE SCHEMA roadmap AUTHORIZATION {restricted.Name}");
        RoleDefinition[] roles = [new($"of_{restricted.Name}", "first password", 3)];

        await new DatabaseMigration(NullLogger.Instance).RunAsync(restricted.ConnectionString, roles, Cancellation);
        await new DatabaseMigration(NullLogger.Instance).RunAsync(
            restricted.ConnectionString, [roles[0] with { ConnectionLimit = 4 }], Cancellation);

        Assert.Equal(
            4, await ExecuteAsync(administrator, $"SELECT rolconnlimit FROM pg_catalog.pg_roles WHERE rolname = '{roles[0].Name}'"));
        await DropAsync(database);
        await ExecuteAsync(await ServerAsync(), $"DROP ROLE {roles[0].Name}");
    }

    [Theory]
    [InlineData("SELECT 1", "needs CREATE on the database 'migrated_")]
    [InlineData("CREATE SCHEMA roadmap", "needs USAGE and CREATE on the schema roadmap")]
    [InlineData("CREATE SCHEMA roadmap; GRANT ALL ON SCHEMA roadmap TO {0}", "needs CREATEROLE")]
    public async Task A_missing_right_is_named(string prepared, string needed)
    {
        var (database, administrator) = await CreateDatabaseAsync();
        await using var restricted = await RestrictedRole.CreateAsync(administrator, "");
        await ExecuteAsync(administrator, prepared.Replace("{0}", restricted.Name, StringComparison.Ordinal));

        var failure = await Assert.ThrowsAsync<MigrationException>(() => new DatabaseMigration(NullLogger.Instance)
            .RunAsync(restricted.ConnectionString, [new($"of_{restricted.Name}", "a password", 3)], Cancellation));

        Assert.Contains(needed, failure.Message, StringComparison.Ordinal);
        await DropAsync(database);
    }

    private async Task<(string Name, string ConnectionString)> CreateDatabaseAsync()
    {
        var name = $"migrated_{Guid.NewGuid():N}";
        var server = await ServerAsync();
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        return (name, new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString);
    }

    /// <summary>A role without any rights to a database but to connect; dropped with what it owns there.</summary>
    private sealed record RestrictedRole(string Name, string ConnectionString, string Administrator) : IAsyncDisposable
    {
        public static async Task<RestrictedRole> CreateAsync(string administrator, string attributes)
        {
            var name = $"restricted_{Guid.NewGuid():N}";
            await ExecuteAsync(administrator, $"CREATE ROLE {name} LOGIN PASSWORD 'restricted' {attributes}");
            var connectionString = new NpgsqlConnectionStringBuilder(administrator) { Username = name, Password = "restricted" };
            return new(name, connectionString.ConnectionString, administrator);
        }

        public async ValueTask DisposeAsync() => await ExecuteAsync(
            new NpgsqlConnectionStringBuilder(Administrator) { Database = "postgres" }.ConnectionString, $"DROP ROLE IF EXISTS {Name}");
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
