using Npgsql;

namespace RoadmapAgent.Data.Migrations;

/// <summary>
/// Lets every role reach its own rows of the shared tables only. Policies that are not as they should be are replaced, and others of the
/// same roles or of PUBLIC dropped. The tables' owner and superusers are exempt.
/// </summary>
internal static class RowSecurity
{
    public static async Task SetAsync(
        string connectionString, IReadOnlyCollection<RoleDefinition> roles, CancellationToken cancellationToken)
    {
        if (roles.Count == 0)
        {
            return;
        }

        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        var existing = await ReadAsync(connection, roles, cancellationToken);
        var secured = await ReadSecuredAsync(connection, cancellationToken);
        var wanted = roles.SelectMany(RowPolicies.Of).ToList();

        // A policy locks its table exclusively, so nothing is done unless something is different, and one table is locked at a time.
        foreach (var table in RowPolicies.Tables)
        {
            List<string> statements =
            [
                .. existing.Except(wanted).Where(policy => policy.Table == table).Select(policy => policy.Drop),
                .. wanted.Except(existing).Where(policy => policy.Table == table).Select(policy => policy.Create),
            ];
            if (!secured.Contains(table))
            {
                statements.Add($"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY");
            }

            if (statements.Count > 0)
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                await DatabaseMigration.ExecuteAsync(connection, transaction, string.Join("; ", statements), cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
        }
    }

    private static async Task<List<RowPolicy>> ReadAsync(
        NpgsqlConnection connection, IReadOnlyCollection<RoleDefinition> roles, CancellationToken cancellationToken)
    {
        await using var query = new NpgsqlCommand(
            """
            SELECT concat_ws('.', schemaname, tablename), policyname::text, array_to_string(roles, ','),
                   CASE permissive WHEN 'PERMISSIVE' THEN cmd ELSE permissive END, qual, with_check
            FROM pg_catalog.pg_policies WHERE schemaname = 'roadmap' AND roles::text[] && $1
            """,
            connection)
        {
            Parameters = { new() { Value = roles.Select(role => role.Name).Append("public").ToArray() } },
        };
        var policies = new List<RowPolicy>();
        await using var reader = await query.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            policies.Add(new(
                reader.GetString(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetValue(4) as string,
                reader.GetValue(5) as string));
        }

        return policies;
    }

    private static async Task<HashSet<string>> ReadSecuredAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var query = new NpgsqlCommand(
            """
            SELECT concat_ws('.', schemaname, tablename) FROM pg_catalog.pg_tables WHERE schemaname = 'roadmap' AND rowsecurity
            """,
            connection);
        var tables = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await query.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }
}
