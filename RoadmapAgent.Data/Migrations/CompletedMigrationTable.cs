using Npgsql;

namespace RoadmapAgent.Data.Migrations;

/// <summary>
/// The table <c>roadmap.completed_migrations</c>: the scripts of every version whose migration has completed, roles and grants included.
/// </summary>
internal static class CompletedMigrationTable
{
    private static readonly string[] Scripts =
    [
        .. typeof(CompletedMigrationTable).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)),
    ];

    /// <summary>Records that the migration of this version has completed.</summary>
    public static async Task InsertAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO roadmap.completed_migrations (script) SELECT s FROM unnest($1) AS s ON CONFLICT DO NOTHING", connection)
        {
            Parameters = { new() { Value = Scripts } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Returns whether the migration of this version has completed.</summary>
    public static async Task<bool> ContainsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT count(*) = cardinality($1) FROM roadmap.completed_migrations WHERE script = ANY($1)", connection)
        {
            Parameters = { new() { Value = Scripts } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
