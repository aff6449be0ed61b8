using Npgsql;

namespace RoadmapAgent.Data.Migrations;

/// <summary>The table <c>roadmap.completed_migrations</c>: which versions the database is ready for.</summary>
internal static class CompletedMigrationTable
{
    private static readonly string LastScript = typeof(CompletedMigrationTable).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
        .Max(StringComparer.Ordinal)!;

    /// <summary>Records that the migration of this version has completed.</summary>
    public static async Task InsertAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO roadmap.completed_migrations (script) VALUES ($1) ON CONFLICT (script) DO UPDATE SET at = now()", connection)
        {
            Parameters = { new() { Value = LastScript } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Returns whether the migration of this version has completed.</summary>
    public static async Task<bool> ContainsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT true FROM roadmap.completed_migrations WHERE script = $1", connection)
        {
            Parameters = { new() { Value = LastScript } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
