using DbUp;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace RoadmapAgent.Data.Migrations;

/// <summary>Brings the schema <c>roadmap</c> and the services' roles to this version. May run any number of times, even twice at once.</summary>
/// <param name="logger">Hears what was done.</param>
public sealed class DatabaseMigration(ILogger logger)
{
    // Any number, as long as it is always the same: whoever migrates holds this lock.
    private const long LockKey = 0x526F61646D6170;

    /// <summary>Creates tables, then roles.</summary>
    /// <param name="connectionString">A direct connection of a role that may create schemas and roles.</param>
    /// <param name="roles">The services' roles; none where the database's provider owns the roles.</param>
    /// <param name="cancellationToken">Cancels between the steps.</param>
    /// <exception cref="MigrationException">A step failed.</exception>
    public async Task RunAsync(string connectionString, IReadOnlyCollection<RoleDefinition> roles, CancellationToken cancellationToken)
    {
        var direct = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            Enlist = false,
            GssEncryptionMode = GssEncryptionMode.Disable,
            ApplicationName = "roadmap_agent.migrations",
        }.ConnectionString;
        try
        {
            // The lock lives in a transaction of its own, on its own connection: DbUp commits after every script.
            await using var guard = new NpgsqlConnection(direct);
            await guard.OpenAsync(cancellationToken);
            await using var held = await guard.BeginTransactionAsync(cancellationToken);
            await ExecuteAsync(guard, held, $"SELECT pg_advisory_xact_lock({LockKey})", cancellationToken);
            await CreateSchemaAsync(direct, cancellationToken);
            Upgrade(direct);
            await RoleMigration.RunAsync(direct, roles, cancellationToken);
            logger.LogInformation("The database is up to date; {Count} roles are set.", roles.Count);
        }
        catch (NpgsqlException e)
        {
            throw new MigrationException(e.Message, e);
        }
    }

    internal static async Task ExecuteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // Before DbUp, whose journal lives in the schema.
    private static async Task CreateSchemaAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var create = new NpgsqlCommand("CREATE SCHEMA IF NOT EXISTS roadmap", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
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
            throw new MigrationException($"{result.ErrorScript?.Name}: {result.Error.Message.ReplaceLineEndings(" ")}", result.Error);
        }
    }
}
