using DbUp;
using Microsoft.Extensions.Logging;
using Npgsql;
using RoadmapAgent.Connections;

namespace RoadmapAgent.Data.Migrations;

/// <summary>Migrates the schema <c>roadmap</c> and the services' roles to this version. Can be run repeatedly and concurrently.</summary>
/// <param name="logger">Logs the changes.</param>
public sealed partial class DatabaseMigration(ILogger logger)
{
    // An arbitrary constant: every migration takes this lock.
    private const long LockKey = 0x526F61646D6170;

    /// <summary>Migrates the tables, then the roles.</summary>
    /// <param name="connectionString">
    /// A direct connection. Its role needs only the rights to what is missing: to create the schema unless it exists, to create tables in
    /// it unless they are up to date, and to create roles if there are any.
    /// </param>
    /// <param name="roles">The services' roles; empty if the database's provider manages roles.</param>
    /// <param name="cancellationToken">Cancels between the steps.</param>
    /// <exception cref="MigrationException">A step failed.</exception>
    public async Task RunAsync(string connectionString, IReadOnlyCollection<RoleDefinition> roles, CancellationToken cancellationToken)
    {
        var direct = UnpooledConnectionString.Of(connectionString, "roadmap_agent.migrations");
        try
        {
            // The lock needs its own connection and transaction, because DbUp commits after every script.
            await using var guard = new NpgsqlConnection(direct);
            await guard.OpenAsync(cancellationToken);
            await using var held = await guard.BeginTransactionAsync(cancellationToken);
            await ExecuteAsync(guard, held, $"SELECT pg_advisory_xact_lock({LockKey})", cancellationToken);
            await CreateSchemaAsync(direct, cancellationToken);
            Upgrade(direct);
            await MissingRight.ExplainAsync(
                $"the role '{guard.UserName}' needs CREATEROLE, the admin option on roles that another one created, and the tables of the "
                + "schema roadmap must be its own",
                async () =>
                {
                    await RoleMigration.RunAsync(direct, roles, cancellationToken);
                    await RowSecurity.SetAsync(direct, roles, cancellationToken);
                });
            await CompleteAsync(direct, cancellationToken);
            LogMigrated(roles.Count);
        }
        catch (NpgsqlException e)
        {
            throw new MigrationException(e.Message, e);
        }
    }

    internal static async Task ExecuteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // Must be committed before DbUp runs, whose journal table is in the schema. CREATE SCHEMA IF NOT EXISTS needs the right to create one
    // even if it exists.
    private static async Task CreateSchemaAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("SELECT pg_catalog.to_regnamespace('roadmap') IS NOT NULL", connection);
        if (await exists.ExecuteScalarAsync(cancellationToken) is true)
        {
            return;
        }

        await using var create = new NpgsqlCommand("CREATE SCHEMA roadmap", connection);
        await MissingRight.ExplainAsync(
            $"the role '{connection.UserName}' needs CREATE on the database '{connection.Database}', or a schema roadmap in which it may "
            + "create tables",
            () => create.ExecuteNonQueryAsync(cancellationToken));
    }

    // Last, so that services may take a missing table or privilege for a defect from then on.
    private static async Task CompleteAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        if (!await CompletedMigrationTable.ContainsAsync(connection, cancellationToken))
        {
            await CompletedMigrationTable.InsertAsync(connection, cancellationToken);
        }
    }

    private void Upgrade(string connectionString)
    {
        var result = DeployChanges.To
            .PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(typeof(DatabaseMigration).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
            .JournalToPostgresqlTable("roadmap", "schema_versions")
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new UpgradeLog(logger))
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            var needed = MissingRight.Of(
                result.Error, "the connection's role needs USAGE and CREATE on the schema roadmap, and must own its tables");
            throw new MigrationException(
                $"{result.ErrorScript?.Name}: {result.Error.Message.ReplaceLineEndings(" ")}{needed}".TrimStart(':', ' '), result.Error);
        }
    }

    [LoggerMessage(LogLevel.Information, "The database is up to date; {Count} roles were set.")]
    private partial void LogMigrated(int count);
}
