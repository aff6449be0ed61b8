using Npgsql;

namespace RoadmapAgent.Data.Migrations;

/// <summary>
/// Withdraws what PostgreSQL grants to every role by default (https://www.postgresql.org/docs/current/ddl-priv.html): connections to the
/// databases that every server has, and temporary tables and large objects, which fill its disk; the former outlive their transaction on a
/// pooled connection. Other databases are their owners' concern.
/// </summary>
internal static class PublicPrivileges
{
    // Only of databases that this role owns (a superuser owns all): PostgreSQL would leave others as they are, with a warning.
    private const string Granted = """
        SELECT datname::text
        FROM pg_catalog.pg_database
        WHERE datname IN (pg_catalog.current_database(), 'postgres', 'template1') AND pg_catalog.pg_has_role(datdba, 'USAGE') AND (
          pg_catalog.has_database_privilege('public', oid, 'CONNECT') OR pg_catalog.has_database_privilege('public', oid, 'TEMPORARY'))
        ORDER BY datname
        """;

    private const string Creating = """
        SELECT oid::regprocedure::text
        FROM pg_catalog.pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace AND proname IN ('lo_creat', 'lo_create', 'lo_from_bytea')
          AND pg_catalog.has_function_privilege('public', oid, 'EXECUTE') AND pg_catalog.pg_has_role(proowner, 'USAGE')
        ORDER BY oid
        """;

    private const string LockedOut = """
        SELECT rolname::text
        FROM pg_catalog.pg_roles
        WHERE rolname = ANY ($1) AND NOT pg_catalog.has_database_privilege(oid, pg_catalog.current_database(), 'CONNECT')
        ORDER BY rolname
        """;

    /// <summary>
    /// Withdraws them on a server whose roles the migration manages, which therefore belongs to this application alone, and lets the
    /// services connect to this database.
    /// </summary>
    public static async Task WithdrawAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyCollection<RoleDefinition> roles,
        CancellationToken cancellationToken)
    {
        await using var granted = new NpgsqlCommand(Granted, connection, transaction);
        foreach (var database in await ReadAsync(granted, cancellationToken))
        {
            await DatabaseMigration.ExecuteAsync(
                connection,
                transaction,
                $"REVOKE CONNECT, TEMPORARY ON DATABASE {SqlName.Quote(database)} FROM PUBLIC",
                cancellationToken);
        }

        await using var creating = new NpgsqlCommand(Creating, connection, transaction);
        foreach (var function in await ReadAsync(creating, cancellationToken))
        {
            await DatabaseMigration.ExecuteAsync(
                connection, transaction, $"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC", cancellationToken);
        }

        await using var lockedOut = new NpgsqlCommand(LockedOut, connection, transaction)
        {
            Parameters = { new() { Value = roles.Select(role => role.Name).ToArray() } },
        };
        foreach (var role in await ReadAsync(lockedOut, cancellationToken))
        {
            await DatabaseMigration.ExecuteAsync(
                connection,
                transaction,
                $"GRANT CONNECT ON DATABASE {SqlName.Quote(connection.Database)} TO {SqlName.Quote(role)}",
                cancellationToken);
        }
    }

    private static async Task<List<string>> ReadAsync(NpgsqlCommand query, CancellationToken cancellationToken)
    {
        await using var reader = await query.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
